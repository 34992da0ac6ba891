package android.net;

/** Stands in for Android's own class where there is no Android. */
public class Network {}
