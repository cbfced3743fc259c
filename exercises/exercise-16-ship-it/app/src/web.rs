//! The HTTP side.

use std::fs::File;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use tiny_http::{Header, Method, Request, Response};

use crate::build;
use crate::dice::Dice;

/// What all requests share.
#[derive(Default)]
pub struct Table {
    dice_lost: AtomicBool,
}

impl Table {
    pub fn answer(&self, request: Request) {
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let (status, body) = match (request.method(), path) {
            (Method::Get, "/health") => self.health(),
            (Method::Get, "/version") => (200, version()),
            (Method::Get, "/roll") => with_dice(query, |dice| match random() {
                Some(numbers) => (200, format!(r#"{{"total":{}}}"#, dice.roll(numbers))),
                None => (503, problem("no random numbers")),
            }),
            (Method::Get, "/odds") => with_dice(query, |dice| (200, odds(dice))),
            (Method::Post, "/debug/break") => {
                // for drills: lose the dice until the next restart and watch who notices
                self.dice_lost.store(true, Relaxed);
                (202, r#"{"status":"the dice are lost"}"#.into())
            }
            _ => (404, problem("try /roll?dice=3d6+2 or /odds?dice=2d6")),
        };
        println!("{} {path} {status}", request.method());
        let json = Header::from_bytes("Content-Type", "application/json").expect("header");
        if let Err(gone) = request.respond(Response::from_string(body).with_status_code(status).with_header(json)) {
            println!("the client left: {gone}");
        }
    }

    /// A dicebag is well while it has random numbers and its own sums are right.
    fn health(&self) -> (u16, String) {
        let sum: f64 = "4d6".parse::<Dice>().map_or(0.0, |dice| dice.odds().iter().map(|(_, chance)| chance).sum());
        if self.dice_lost.load(Relaxed) || random().is_none() || (sum - 1.0).abs() > 1e-9 {
            return (503, r#"{"status":"failing","reason":"the dice are lost"}"#.into());
        }
        (200, r#"{"status":"ok"}"#.into())
    }
}

fn version() -> String {
    format!(r#"{{"name":"dicebag","version":"{}","build":"{}"}}"#, build::VERSION, build::BUILD)
}

fn problem(text: &str) -> String {
    format!(r#"{{"error":"{text}"}}"#)
}

fn with_dice(query: &str, answer: impl Fn(Dice) -> (u16, String)) -> (u16, String) {
    let written = query.split('&').find_map(|pair| pair.strip_prefix("dice=")).unwrap_or("");
    // a plus sign stands for a blank in a query, and for itself here
    match written.replace("%2B", "+").replace("%2b", "+").parse() {
        Ok(dice) => answer(dice),
        Err(bad) => (422, problem(&bad.to_string())),
    }
}

fn odds(dice: Dice) -> String {
    let lines: Vec<_> = dice.odds().iter().map(|(total, chance)| format!(r#""{total}":{chance:.6}"#)).collect();
    format!("{{{}}}", lines.join(","))
}

/// Returns a source of random numbers below a bound, or nothing if the system has none.
fn random() -> Option<impl FnMut(u32) -> u32> {
    let mut source = File::open("/dev/urandom").ok()?;
    source.read_exact(&mut [0; 4]).ok()?;
    Some(move |bound: u32| {
        // Numbers beyond the last full multiple would make low results likelier: draw again.
        let fair = u32::MAX - u32::MAX % bound;
        loop {
            let mut bytes = [0; 4];
            source.read_exact(&mut bytes).expect("/dev/urandom");
            let number = u32::from_le_bytes(bytes);
            if number < fair {
                return number % bound;
            }
        }
    })
}
