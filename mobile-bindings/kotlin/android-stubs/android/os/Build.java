package android.os;

/** Stands in for Android's own class where there is no Android: API level 26, the oldest that is supported. */
public final class Build {
    public static final class VERSION { public static final int SDK_INT = Integer.getInteger("android.sdk", 26); }

    public static final class VERSION_CODES { public static final int UPSIDE_DOWN_CAKE = 34; }
}
