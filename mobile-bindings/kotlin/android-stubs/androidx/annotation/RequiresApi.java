package androidx.annotation;

/** Stands in for Android's own annotation where there is no Android. */
public @interface RequiresApi { int value(); }
