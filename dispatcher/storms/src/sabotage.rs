//! Dispatchers broken on purpose. A storm that does not notice them proves nothing.

use noriai_core::{Answer, Command, Duty, Event, Refusal, Situation, State, Status, decide};

/// What is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sabotage {
    /// Nothing: the dispatcher as it is.
    #[default]
    None,
    /// A rider drops out of a plan.
    LosesRiders,
    /// A party that boards brings more than was planned for.
    OverloadsVehicles,
    /// Promises that can't be kept are not made anew.
    KeepsSilent,
    /// A confirmation that comes twice is booked twice.
    BooksTwice,
    /// A plan that changes has the version of the one before.
    RepeatsVersions,
    /// Vehicles drive faster than the map says.
    Speeds,
    /// A rider is cancelled, but stays on the tour.
    FetchesTheCancelled,
    /// The journal has another number than the state.
    WritesDownOtherwise,
    /// Wishes that could be met are refused.
    RefusesRides,
    /// Offers that can't be kept are made.
    PromisesTooMuch,
    /// The last rider of a tour is never let out.
    ForgetsTheLast,
    /// Riders are booked at their doors, whatever their zone says.
    BoardsAnywhere,
    /// Riders of a van that has broken down are left where they are.
    LeavesThemBehind,
    /// A rule for a rider is noted, and nobody is moved for it.
    KeepsThemTogether,
    /// A decision overflows.
    Overflows,
}

impl Sabotage {
    /// Everything that can be broken.
    pub const ALL: [Self; 15] = [
        Self::LosesRiders,
        Self::OverloadsVehicles,
        Self::KeepsSilent,
        Self::BooksTwice,
        Self::RepeatsVersions,
        Self::Speeds,
        Self::FetchesTheCancelled,
        Self::WritesDownOtherwise,
        Self::RefusesRides,
        Self::PromisesTooMuch,
        Self::ForgetsTheLast,
        Self::BoardsAnywhere,
        Self::LeavesThemBehind,
        Self::KeepsThemTogether,
        Self::Overflows,
    ];

    /// Decides, and breaks it.
    pub(crate) fn decide(
        self,
        state: &State,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        if let (Self::BooksTwice, Command::Book { id, .. }) = (self, command)
            && let Some(known) = state.booking(*id)
        {
            return Ok(vec![Event::Booked(*known)]);
        }
        if let (Self::Overflows, Command::Cancel { .. }) = (self, command) {
            let days = std::hint::black_box(i32::MAX);
            return Ok(vec![Event::RoadReopened {
                closure: noriai_core::ClosureId(u128::from((days + 1).unsigned_abs())),
            }]);
        }
        let mut events = decide(state, command, situation)?;
        match self {
            Self::KeepsSilent => events.retain(|event| !matches!(event, Event::Repromised { .. })),
            Self::KeepsThemTogether if parts_riders(command) => {
                events.truncate(1);
            }
            Self::FetchesTheCancelled if matches!(command, Command::Cancel { .. }) => {
                events.retain(|event| matches!(event, Event::Cancelled { .. }));
            }
            Self::LeavesThemBehind => {
                let broken = events.iter().find_map(|event| match event {
                    Event::BrokenDown { shift, .. } => Some(*shift),
                    _ => None,
                });
                events.retain(|event| match event {
                    Event::TourPlanned { shift, .. } => broken.is_none_or(|own| own == *shift),
                    Event::CutOff { .. } | Event::Repromised { .. } => broken.is_none(),
                    _ => true,
                });
            }
            _ => events.iter_mut().for_each(|event| self.spoil(event, state, situation)),
        }
        Ok(events)
    }

    fn spoil(self, event: &mut Event, state: &State, situation: &Situation<'_>) {
        match (self, event) {
            (Self::OverloadsVehicles, Event::Booked(booking)) => {
                // Luggage, which takes no time to board: it is the load that must be noticed.
                booking.request.party.luggage += 1;
            }
            (Self::BoardsAnywhere, Event::Booked(booking)) => booking.request.from.stop = None,
            (Self::RepeatsVersions, Event::TourPlanned { plan, .. }) if plan.version % 16 == 9 => {
                plan.version -= 1;
            }
            (Self::Speeds, Event::TourPlanned { plan, .. }) => {
                let drives = plan.calls.iter_mut().filter(|call| 600_000 < call.leg.time.millis());
                drives.for_each(|call| call.leg.time += -noriai_core::units::Seconds::new(1));
            }
            (Self::LosesRiders, Event::TourPlanned { plan, .. }) if 5 < plan.calls.len() => {
                for call in &mut plan.calls {
                    call.duties.retain(|duty| !matches!(duty, Duty::Board(id) if id.0 % 4 == 0));
                }
            }
            (Self::ForgetsTheLast, Event::TourPlanned { plan, .. })
                if situation.now < state.clock() + noriai_core::units::Seconds::new(30) =>
            {
                let aboard = |duty: &Duty| match duty {
                    Duty::Alight(id) => state
                        .booking(*id)
                        .is_some_and(|booking| matches!(booking.status, Status::Aboard { .. })),
                    _ => false,
                };
                plan.calls.retain(|call| !call.duties.iter().any(aboard));
            }
            _ => {}
        }
    }

    /// What the journal has of an event.
    pub(crate) fn written(self, event: &Event) -> Event {
        let mut event = event.clone();
        if let (Self::WritesDownOtherwise, Event::Booked(booking)) = (self, &mut event) {
            booking.max_ride += noriai_core::units::Seconds::from_millis(1);
        }
        event
    }

    /// What is answered to a wish.
    pub(crate) fn answer(self, mut answer: Answer, n_asked: u64) -> Answer {
        match self {
            Self::RefusesRides if n_asked.is_multiple_of(8) => answer.offers.clear(),
            Self::PromisesTooMuch => {
                for offer in answer.offers.iter_mut().filter(|offer| 0 < offer.plan.n_sharing) {
                    offer.promise.arrive_latest = offer.promise.pickup_latest;
                }
            }
            _ => {}
        }
        answer
    }
}

/// A rule of company, and nothing else.
fn parts_riders(command: &Command) -> bool {
    matches!(command, Command::SetRiderRules { rules, .. } if !rules.attended)
}
