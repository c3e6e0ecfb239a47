//! Closing roads, and keeping the area's roads in step with what is closed.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use noriai_core::{
    Closure, ClosureId, ClosureReason, ClosureSource, Command, RoadEffect, RoadMark, State,
};
use noriai_network::SegmentId;
use noriai_router::{Router, SnapError, Ways};
use noriai_service::SubmitError;
use noriai_units::{Metres, Position, Timestamp};

use super::moving;
use super::roads::RoadsNow;
use super::{Town, of_submit};
use crate::errors::Problem;
use crate::failure::Failure;

/// Who points at a road is no further from it.
const POINTED_MAX: Metres = Metres::new(60);
/// A closure holds so many directed stretches at most.
const ROADS_MAX: usize = 500;
/// How often the clock is looked at for closures that end by themselves.
const LOOK: Duration = Duration::from_millis(500);
/// How long the roads wait where they could not be changed.
const RETRY: Duration = Duration::from_secs(2);

/// What is to be closed.
#[derive(Clone, Debug)]
pub(crate) enum Pointed {
    /// The stretch of road nearest to a position, one or both directions of it.
    Road(Position, Ways),
    /// All roads in a polygon.
    Area(Vec<Position>),
    /// All roads at a junction.
    Junction(Position),
}

/// A closure that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    pub(crate) id: ClosureId,
    pub(crate) pointed: Pointed,
    pub(crate) effect: RoadEffect,
    pub(crate) reason: ClosureReason,
    pub(crate) by: ClosureSource,
    pub(crate) until: Option<Timestamp>,
}

impl Town {
    /// Closes roads, for good: the plans follow within a second or so.
    pub(crate) async fn close_roads(&self, closing: Closing) -> Result<Closure, Problem> {
        let segments = self.pointed(&closing.pointed)?;
        if segments.is_empty() {
            return Err(Problem::invalid("area", "no road lies in it or crosses its border"));
        }
        if ROADS_MAX < segments.len() {
            return Err(Problem::invalid("area", format!("at most {ROADS_MAX} stretches of road")));
        }
        let Closing { id, effect, reason, by, until, .. } = closing;
        let router = &self.roads.now().router;
        let roads = segments.into_iter().map(|segment| mark(router, segment)).collect();
        let since = self.clock.now();
        let closure = Closure { id, roads, effect, reason, by, since, until, lifted: None };
        self.told(id, Command::CloseRoad(closure)).await
    }

    /// Lifts a closure. One that is over already stays so.
    pub(crate) async fn reopen_roads(&self, id: ClosureId) -> Result<Closure, Problem> {
        self.told(id, Command::ReopenRoad(id)).await
    }

    async fn told(&self, id: ClosureId, command: Command) -> Result<Closure, Problem> {
        let state = self.area.submit(command).await.map_err(|fault| of_submit(&fault))?;
        state.closures().get(&id).cloned().ok_or_else(|| Problem::new("no_such_closure"))
    }

    /// The stretch of road that somebody points at.
    pub(crate) fn road_at(&self, position: Position) -> Result<SegmentId, Problem> {
        let found = self.pointed(&Pointed::Road(position, Ways::Both))?;
        found.first().copied().ok_or_else(|| Problem::new("too_far_from_road"))
    }

    fn pointed(&self, pointed: &Pointed) -> Result<Vec<SegmentId>, Problem> {
        let router = &self.roads.now().router;
        let far = |_far: SnapError| Problem::new("too_far_from_road");
        match pointed {
            Pointed::Road(position, ways) => {
                router.road_near(*position, POINTED_MAX, *ways).map_err(far)
            }
            Pointed::Area(corners) => Ok(router.segments_in(corners)),
            Pointed::Junction(position) => {
                let junction = router.junction_near(*position, POINTED_MAX).map_err(far)?;
                Ok(router.segments_at(junction))
            }
        }
    }
}

/// How a stretch of road is written down.
fn mark(router: &Router, segment: SegmentId) -> RoadMark {
    let (position, heading) = router.middle(segment);
    RoadMark { position, heading }
}

/// What is closed or slow at a time, in order.
pub(crate) fn closures_in_force(state: &State, now: Timestamp) -> Vec<&Closure> {
    let mut closures: Vec<&Closure> =
        state.closures().values().filter(|closure| !closure.is_over(now)).collect();
    closures.sort_by_key(|closure| (closure.since, closure.id));
    closures
}

/// Keeps the area's roads in step with what is closed, until the service ends. Whatever is closed
/// while roads are prepared is in the next preparation, all of it in one.
pub(crate) async fn keep_roads(town: web::Data<Town>) {
    let mut published = town.area.subscribe();
    while !town.is_stopping() {
        if let Err(fault) = adopt_roads(&town).await {
            if town.is_stopping() || matches!(fault, Unadopted::Submit(SubmitError::Closed)) {
                tracing::debug!("stopping");
            } else {
                tracing::warn!(code = fault.code(), "the roads could not be changed");
            }
            tokio::time::sleep(RETRY).await;
            continue;
        }
        // Time passes for closures that end by themselves even if nothing else happens.
        let _ = tokio::time::timeout(LOOK, published.changed()).await;
    }
}

/// Why the roads stay as they are.
pub(super) enum Unadopted {
    /// They can't be prepared.
    Prepare(noriai_router::PrepareError),
    /// The preparation was broken off.
    BrokenOff,
    /// The area does not take them.
    Submit(SubmitError),
}

/// Goes over to the roads as they are now, if plans are on others.
pub(super) async fn adopt_roads(town: &Town) -> Result<(), Unadopted> {
    let state = town.area.state();
    let closures: Vec<Closure> =
        closures_in_force(&state, town.clock.now()).into_iter().cloned().collect();
    let now = town.roads.now();
    let ids = closures.iter().map(|closure| closure.id);
    if state.map() == now.router.fingerprint() && ids.eq(now.closures.iter().copied()) {
        return Ok(());
    }
    // Off the executor: others are served meanwhile, on the roads of before.
    let roads = Arc::clone(&town.roads);
    let prepared = tokio::task::spawn_blocking(move || roads.with(&closures)).await;
    let next: RoadsNow =
        prepared.map_err(|_broken| Unadopted::BrokenOff)?.map_err(Unadopted::Prepare)?;
    let (times, moved) = (Arc::clone(&next.router), Arc::clone(&next.router));
    let change = Box::new(move |state: &State| moving::change(&moved, state));
    town.area.adopt(times, change).await.map_err(Unadopted::Submit)?;
    let n_closures = next.closures.len();
    tracing::info!(
        n_closures,
        map = format!("{:016x}", next.router.fingerprint()),
        "roads adopted"
    );
    town.roads.set(next);
    Ok(())
}

impl Unadopted {
    const fn code(&self) -> &'static str {
        match self {
            Self::Prepare(fault) => fault.code(),
            Self::BrokenOff => "preparation_broken_off",
            Self::Submit(fault) => fault.code(),
        }
    }
}

impl From<Unadopted> for Failure {
    fn from(fault: Unadopted) -> Self {
        let cause = match &fault {
            Unadopted::Prepare(why) => why.to_string(),
            Unadopted::BrokenOff => "the preparation of the roads was broken off".to_owned(),
            Unadopted::Submit(why) => why.to_string(),
        };
        Self::new(fault.code(), cause, "look at the log and at /health, then start again")
    }
}

#[cfg(test)]
mod walks;
