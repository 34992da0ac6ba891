package uniffi.fieldwalk

import android.content.Context
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import kotlinx.coroutines.awaitCancellation

/**
 * Tells the library what network the phone has, for as long as the coroutine runs: start it once, in the
 * application's own scope.
 *
 * Not run yet: compiled against stand-ins for Android's classes, and seen on no phone.
 */
suspend fun Fieldwalk.tellNetwork(context: Context): Nothing {
    val connectivity = context.getSystemService(ConnectivityManager::class.java)
    val callback = object : ConnectivityManager.NetworkCallback() {
        override fun onCapabilitiesChanged(network: android.net.Network, capabilities: NetworkCapabilities) {
            val isFree = capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED)
            tell(if (isFree) Network.FREE else Network.METERED)
        }

        override fun onLost(network: android.net.Network) = tell(Network.NONE)
    }
    // The callback says what there is, and nothing where there is none.
    if (connectivity.activeNetwork == null) tell(Network.NONE)
    connectivity.registerDefaultNetworkCallback(callback)
    try {
        awaitCancellation()
    } finally {
        connectivity.unregisterNetworkCallback(callback)
    }
}

private fun Fieldwalk.tell(network: Network) {
    try {
        networkChanged(network)
    } catch (_: FieldwalkException.Closed) {
        // A callback may still come after the library was let go of.
    }
}
