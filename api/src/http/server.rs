//! The HTTP server and its bounds.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};

use super::{observe, secure};
use crate::failure::Failure;
use crate::routes;
use crate::town::Town;

/// An address that is listened to.
pub(crate) struct Bound {
    listener: TcpListener,
    /// Its port is real where any was asked for.
    pub(crate) address: SocketAddr,
}

/// Connections of each worker; a browser opens six.
const CONNECTIONS_MAX: usize = 1_024;
/// Connections that wait to be taken in.
const BACKLOG: u32 = 512;
/// A request's head arrives within this.
const HEAD_DEADLINE: Duration = Duration::from_secs(5);
/// A connection without requests is kept so long.
const IDLE: Duration = Duration::from_secs(30);
/// A connection that ends may take so long to do so.
const GOODBYE: Duration = Duration::from_secs(2);
/// Requests under way may take so long once the service ends.
const SHUTDOWN_S: u64 = 3;

/// Takes the address.
pub(crate) fn bind(host: IpAddr, port: u16) -> Result<Bound, Failure> {
    let failed = |fault: std::io::Error| {
        Failure::new(
            "address_in_use",
            format!("{host}:{port} can't be listened to: {fault}"),
            "end the program that uses the port, or name another with --port",
        )
    };
    let listener = TcpListener::bind((host, port)).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Bound { listener, address })
}

/// Serves until the process is told to end.
pub(crate) async fn run(bound: Bound, town: web::Data<Town>) -> Result<(), Failure> {
    let failed = |fault: std::io::Error| {
        Failure::new("server", format!("the HTTP server failed: {fault}"), "look at the log")
    };
    let n_workers = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8));
    let shared = town.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .configure(routes::register)
            .wrap(Compress::default())
            .wrap(secure())
            .wrap(from_fn(observe))
    })
    .workers(n_workers)
    .max_connections(CONNECTIONS_MAX)
    .backlog(BACKLOG)
    .client_request_timeout(HEAD_DEADLINE)
    .client_disconnect_timeout(GOODBYE)
    .keep_alive(IDLE)
    .shutdown_timeout(SHUTDOWN_S)
    .disable_signals()
    .listen(bound.listener)
    .map_err(failed)?
    .run();
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        told_to_end().await;
        tracing::info!("ending: requests under way are served, no others are taken");
        // Live lines first: they would never end by themselves.
        town.stop();
        handle.stop(true).await;
    });
    server.await.map_err(failed)
}

/// Returns when the process is told to end, from the keyboard or by its keeper.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where signals can't be heard, the process is simply ended.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
