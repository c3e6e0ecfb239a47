//! What happens, in words: for whoever reads a case aloud.

use noriai_core::units::Timestamp;
use noriai_core::{Call, Command, Duty, Event};

use crate::command::Verdict;
use crate::roads::Roads;
use crate::tally;
use crate::world::World;

impl World {
    /// Says what became of a command, and what every tour that it changed looks like now.
    pub(crate) fn say(&mut self, command: &Command, verdict: &Verdict) {
        if self.said.is_none() {
            return;
        }
        let mut lines = Vec::new();
        let outcome = match verdict {
            Ok(events) if events.is_empty() && matches!(command, Command::Tick) => return,
            Ok(events) => {
                let words: Vec<&str> = events.iter().map(tally::event).collect();
                lines.extend(events.iter().filter_map(|event| self.event_in_words(event)));
                if words.is_empty() { "nothing new".to_owned() } else { words.join(", ") }
            }
            Err(refusal) => format!("refused: {refusal}"),
        };
        let brief: String = format!("{command:?}").chars().take(160).collect();
        let now = clock(self.shown);
        if let Some(said) = &mut self.said {
            said.push(format!("{now} {brief}: {outcome}"));
            said.extend(lines);
        }
    }

    fn event_in_words(&self, event: &Event) -> Option<String> {
        match event {
            Event::Booked(booking) => {
                let request = booking.request;
                let (from, to) = (Roads::spot(request.from.road), Roads::spot(request.to.road));
                let party = request.party.load();
                Some(format!("    {} {from} -> {to} {:?} {party:?}", booking.id.0, booking.promise))
            }
            Event::Repromised { booking, promise, max_ride } => {
                Some(format!("    {} re-promised {promise:?}, ride {max_ride}", booking.0))
            }
            Event::TourPlanned { shift, plan } => {
                let calls: Vec<String> = plan.calls.iter().map(call_in_words).collect();
                let (spot, ready) = (Roads::spot(plan.origin.place.road), clock(plan.origin.ready));
                Some(format!("    {shift} from {spot} {ready} | {}", calls.join(" | ")))
            }
            _ => None,
        }
    }
}

/// `3 08:10:00+ +4 -7`: spot, begin, a plus once arrived, who boards and who alights.
fn call_in_words(call: &Call) -> String {
    let duties: Vec<String> = call.duties.iter().map(duty_in_words).collect();
    let arrived = if call.arrived { "+" } else { "" };
    let spot = Roads::spot(call.place.road);
    format!("{spot} {}{arrived} {}", clock(call.begin), duties.join(" "))
}

fn duty_in_words(duty: &Duty) -> String {
    match duty {
        Duty::Board(id) => format!("+{}", id.0),
        Duty::Alight(id) => format!("-{}", id.0),
        Duty::Break(index) => format!("break {index}"),
        Duty::Return => "home".to_owned(),
    }
}

fn clock(at: Timestamp) -> String {
    let seconds = at.unix_millis().div_euclid(1_000);
    let (hours, minutes) = (seconds.div_euclid(3_600), seconds.div_euclid(60).rem_euclid(60));
    format!("{hours:02}:{minutes:02}:{:02}", seconds.rem_euclid(60))
}
