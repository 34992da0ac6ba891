//! Answering over a socket, with or without TLS, until told to stop: then what was begun is finished.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;

use crate::app::App;

/// How long requests under way may take when the server stops.
const GRACE: Duration = Duration::from_secs(30);

/// Serves `app` on `listener` until `stop` completes, and does the background work meanwhile. When it returns, every
/// request that was begun has been answered, and nothing of the app is at work any more.
///
/// # Errors
/// Where the socket fails.
pub async fn serve(
    app: App,
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    app.service().vetting.start_workers();
    let handle = Handle::<SocketAddr>::new();
    let background = tokio::spawn(app.clone().background());
    let stopper = tokio::spawn({
        let (app, handle) = (app.clone(), handle.clone());
        async move {
            stop.await;
            app.stop();
            handle.graceful_shutdown(Some(GRACE));
        }
    });
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    let served = match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await,
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await,
    };
    app.stop();
    stopper.abort();
    background.await.map_err(io::Error::other)?;
    served
}

/// The certificate and key in these PEM files.
///
/// # Errors
/// Where the files cannot be read or do not fit together.
pub async fn tls_from_files(certificate: &std::path::Path, key: &std::path::Path) -> io::Result<RustlsConfig> {
    // Fails only where a provider was installed before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    RustlsConfig::from_pem_chain_file(certificate, key).await
}

/// Completes when the operator or the system asks the process to end. From this call on they no longer end it at once.
///
/// # Errors
/// Where the system takes no handler.
#[cfg(unix)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Completes when the operator asks the process to end.
///
/// # Errors
/// None on this system.
#[cfg(not(unix))]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async move { drop(tokio::signal::ctrl_c().await) })
}
