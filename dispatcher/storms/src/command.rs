//! One command: decided, looked over, taken in.

use noriai_core::units::Timestamp;
use noriai_core::{Command, Event, Refusal, Rejection};

use crate::fault::Fault;
use crate::naive;
use crate::tally;
use crate::world::World;

/// What came of a command.
pub(crate) type Verdict = Result<Vec<Event>, Refusal>;

impl World {
    /// Decides, takes the events in, and looks everything over.
    pub(crate) fn command(&mut self, command: &Command) -> Result<Verdict, Fault> {
        let now = self.now();
        let is_tick = matches!(command, Command::Tick);
        self.audit.tend(&self.state, now, is_tick);
        self.n_commands += 1;
        self.tally.add("commands", word(command));
        let verdict = self.decided(command);
        if !is_tick && verdict != self.decided(command) {
            return Err(Fault::new("decided twice, differently", word(command)));
        }
        self.say(command, &verdict);
        self.agrees(command, &verdict)?;
        let hands_over = matches!(command, Command::BreakDown { .. } | Command::ChangeShift { .. });
        match &verdict {
            Ok(events) if events.is_empty() => self.tally.add("verdicts", "nothing new"),
            Ok(events) => {
                self.tally.add("verdicts", "events");
                self.take_in(now, events)?;
            }
            Err(refusal) => {
                self.tally.add("verdicts", "refused");
                self.tally.add("refusals", refusal.code());
                if let Refusal::OfferGone(why) = refusal {
                    self.tally.add("offers gone", why.code());
                }
            }
        }
        if hands_over {
            self.gave_up_nobody(&verdict)?;
        }
        let is_new = verdict.as_ref().is_ok_and(|events| !events.is_empty());
        if !is_tick && !is_new && self.state.digest() != self.digest {
            return Err(Fault::new("changed without an event", word(command)));
        }
        if !is_tick {
            self.last = Some((command.clone(), self.n_commands));
        }
        Ok(verdict)
    }

    /// What the dispatcher decides, on the state as it stands.
    pub(crate) fn decided(&self, command: &Command) -> Verdict {
        self.sabotage.decide(&self.state, command, &self.situation())
    }

    fn take_in(&mut self, now: Timestamp, events: &[Event]) -> Result<(), Fault> {
        for event in events {
            self.tally.add("events", tally::event(event));
            self.audit.observe(&self.state, now, event);
            self.state.apply(now, event).map_err(|fault| Fault::new("J1", fault))?;
            self.log.push((now, self.sabotage.written(event)));
        }
        // At 16 events, 32, 64 ...
        let next = 16_usize << self.snapshots.len().min(20);
        if next <= self.log.len() {
            self.snapshots.push((self.log.len(), self.state.clone()));
        }
        self.digest = self.state.digest();
        self.chain = (self.chain.rotate_left(5) ^ self.digest).wrapping_mul(0x0000_0100_0000_01b3);
        self.audit.look_over(&self.state, &self.roads, events, &mut self.tally)
    }

    /// Compares what became of a confirmation with the naive dispatcher.
    fn agrees(&mut self, command: &Command, verdict: &Verdict) -> Result<(), Fault> {
        let Command::Book { rider, offer, .. } = command else { return Ok(()) };
        let taken = match verdict {
            Ok(events) if events.is_empty() => return Ok(()),
            Ok(_) => true,
            Err(Refusal::OfferGone(
                Rejection::NotAStop
                | Rejection::OutOfArea { .. }
                | Rejection::ZonesNotServed { .. }
                | Rejection::OutsideHours { .. }
                | Rejection::EmptyParty
                | Rejection::SamePlace
                | Rejection::NoRoad,
            )) => return Ok(()),
            Err(Refusal::OfferGone(_)) => false,
            Err(_) => return Ok(()),
        };
        let ride = naive::Ride::of_offer(*rider, offer);
        let situation = self.situation();
        let tours = self.state.tours().values();
        let can: Vec<Option<bool>> =
            tours.map(|tour| naive::can(&self.state, &situation, tour, &ride)).collect();
        let feasible = can.contains(&Some(true));
        if !feasible && can.contains(&None) {
            return Ok(());
        }
        self.tally.add("compared", if feasible { "can be booked" } else { "can't be booked" });
        // Room that is made is more than the naive dispatcher knows of.
        let made_room = taken && self.state.policy().make_room;
        if taken == feasible || made_room {
            return Ok(());
        }
        let said = verdict.as_ref().err();
        Err(Fault::new("naive", format!("booking {said:?}, feasible: {feasible}: {ride:?}")))
    }

    /// Nobody is told that no vehicle can come who could be fetched as promised.
    fn gave_up_nobody(&mut self, verdict: &Verdict) -> Result<(), Fault> {
        for event in verdict.iter().flatten() {
            let Event::CutOff { booking } = event else { continue };
            let Some(booking) = self.state.booking(*booking) else { continue };
            let ride = naive::Ride::of(booking);
            let situation = self.situation();
            let mut tours = self.state.tours().values();
            if tours.any(|tour| naive::can(&self.state, &situation, tour, &ride) == Some(true)) {
                return Err(Fault::new("naive", format!("given up, feasible: {ride:?}")));
            }
            self.tally.add("compared", "given up");
        }
        Ok(())
    }
}

const fn word(command: &Command) -> &'static str {
    match command {
        Command::AdoptPolicy(_) => "adopt policy",
        Command::AdoptMap(_) => "adopt map",
        Command::CloseRoad(_) => "close road",
        Command::ReopenRoad(_) => "reopen road",
        Command::PlanShift(_) => "plan shift",
        Command::BreakDown { .. } => "break down",
        Command::ChangeShift { .. } => "change shift",
        Command::Book { .. } => "book",
        Command::BookTogether { .. } => "book together",
        Command::SetRiderRules { .. } => "set rider rules",
        Command::Cancel { .. } => "cancel",
        Command::Drive { .. } => "drive",
        Command::Improve(_) => "improve",
        Command::Tick => "tick",
    }
}
