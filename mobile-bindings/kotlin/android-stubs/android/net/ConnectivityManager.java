package android.net;

/** Stands in for Android's own class where there is no Android. */
public abstract class ConnectivityManager {
    public static class NetworkCallback {
        public void onCapabilitiesChanged(Network network, NetworkCapabilities capabilities) {}

        public void onLost(Network network) {}
    }

    public abstract Network getActiveNetwork();

    public abstract void registerDefaultNetworkCallback(NetworkCallback callback);

    public abstract void unregisterNetworkCallback(NetworkCallback callback);
}
