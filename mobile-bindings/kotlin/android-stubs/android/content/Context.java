package android.content;

/** Stands in for Android's own class where there is no Android. */
public abstract class Context {
    public abstract java.io.File getNoBackupFilesDir();

    public abstract <T> T getSystemService(Class<T> service);
}
