package android.system;

/** Stands in for Android's own class where there is no Android. */
public final class SystemCleaner {
    public static java.lang.ref.Cleaner cleaner() { return java.lang.ref.Cleaner.create(); }
}
