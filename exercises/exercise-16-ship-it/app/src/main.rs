//! Dicebag rolls dice and knows the odds. See README.md for its requests.

mod build;
mod dice;
mod web;

use std::sync::Arc;
use std::{env, process, thread};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tiny_http::Server;

const WORKERS: usize = 4;

fn main() {
    let port = env::var("PORT").unwrap_or_else(|_| "8080".into());
    let server = Server::http(format!("0.0.0.0:{port}")).unwrap_or_else(|error| {
        eprintln!("dicebag: port {port}: {error}");
        process::exit(1);
    });
    let server = Arc::new(server);
    let table = Arc::new(web::Table::default());

    // Process 1 has no default for SIGTERM: it has to be told.
    let mut signals = Signals::new([SIGTERM, SIGINT]).expect("signals");
    let stopping = Arc::clone(&server);
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            println!("stopping");
            (0..WORKERS).for_each(|_| stopping.unblock());
        }
    });

    println!("dicebag {} listens on port {port}", build::VERSION);
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, table) = (Arc::clone(&server), Arc::clone(&table));
            // ends when it is unblocked, after the answer it is at
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    table.answer(request);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("a worker panicked");
    }
}
