package android.net;

/** Stands in for Android's own class where there is no Android. */
public abstract class NetworkCapabilities {
    public static final int NET_CAPABILITY_NOT_METERED = 11;

    public abstract boolean hasCapability(int capability);
}
