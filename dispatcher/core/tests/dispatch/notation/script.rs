//! Reads the lines of a script.

mod asking;
mod reading;
mod setting;

use noriai_core::{
    BookingId, CallId, CancelledBy, Closure, ClosureReason, ClosureSource, Command, DriverAction,
    MapChange, Place, Proposal, Refusal, Relocation, RiderId, RoadEffect, RoadMark, ShiftId,
    VehicleId,
};

use self::asking::{accept, ask, book, together, wish};
use self::reading::{Words, clock};
use self::setting::{area, policy, rules, stop, van, zone};
use super::world::World;

/// Plays one line.
pub(crate) fn line(world: &mut World, line: &str) {
    let mut words = Words(line.split_whitespace().collect());
    if let Some(at) = words.0.front().and_then(|word| clock(word)) {
        words.0.pop_front();
        world.pass_to(at);
    }
    let verb = words.next();
    match verb {
        "area" => area(world, &mut words),
        "policy" => {
            let policy = policy(world, &mut words, world.state.policy().clone());
            command(world, &Command::AdoptPolicy(policy));
        }
        "zone" => zone(world, &mut words),
        "stop" => stop(world, &mut words),
        "van" => van(world, &mut words),
        "ask" => {
            ask(world, &mut words, true);
        }
        "book" => book(world, &mut words),
        "gather" => {
            let (id, request) = wish(world, &mut words);
            world.gathered.push((id, RiderId(id.0), request));
        }
        "together" => together(world),
        "accept" => accept(world, &mut words),
        "rules" => rules(world, &mut words),
        "cancel" => {
            let id = words.rider();
            let by = if words.takes("by") { words.next() } else { "rider" };
            let by = if by == "operator" { CancelledBy::Operator } else { CancelledBy::Rider };
            command(world, &Command::Cancel { id, by });
        }
        "arrive" | "finish" => at_call(world, verb, &mut words),
        "board" | "alight" | "no-show" => with_rider(world, verb, &mut words),
        "see" => {
            let vehicle = words.vehicle();
            words.expect("at");
            let place = words.place(world);
            world.see(vehicle, place);
        }
        "improve" => improve(world, &mut words),
        "tick" => command(world, &Command::Tick),
        "closed" | "open" => {
            let (from, to) = words.ride(world);
            let pair = (from.road, to.road);
            if verb == "open" {
                world.paper.closed.remove(&pair);
            } else {
                world.paper.closed.insert(pair);
            }
        }
        "blocked" => {
            let place = words.place(world);
            world.paper.blocked.insert(place.road);
        }
        "unblocked" => {
            let place = words.place(world);
            world.paper.blocked.remove(&place.road);
        }
        "close" => {
            let id = words.closure();
            let place = words.place(world);
            let until = words.takes("until").then(|| words.clock());
            let roads = vec![RoadMark { position: place.position, heading: 0 }];
            let closure = Closure {
                id,
                roads,
                effect: RoadEffect::Closed,
                reason: ClosureReason::Works,
                by: ClosureSource::Operator,
                since: world.now,
                until,
                lifted: None,
            };
            command(world, &Command::CloseRoad(closure));
        }
        "reopen" => {
            let id = words.closure();
            command(world, &Command::ReopenRoad(id));
        }
        "breakdown" => {
            let shift = shift_of(world, &mut words);
            words.expect("at");
            let place = words.place(world);
            command(world, &Command::BreakDown { shift, place });
        }
        "shift" => {
            let shift = shift_of(world, &mut words);
            words.expect("ends");
            let end = words.clock();
            command(world, &Command::ChangeShift { shift, end });
        }
        "map" => map(world, &mut words),
        "show" => show(world, &mut words),
        _ => panic!("what is {verb:?} in {line:?}?"),
    }
    assert!(words.0.is_empty(), "left over in {line:?}: {:?}", words.0);
}

/// A shift by its id; or, of a van, the earliest shift that is not over, else its last.
fn shift_of(world: &World, words: &mut Words<'_>) -> ShiftId {
    if let Some(shift) = words.0.front().and_then(|word| word.parse().ok()) {
        words.0.pop_front();
        return shift;
    }
    let vehicle = words.vehicle();
    let own = || world.state.tours().values().filter(|tour| tour.shift.vehicle == vehicle);
    let tour = own().find(|tour| !tour.is_over()).or_else(|| own().next_back());
    tour.unwrap().shift.id
}

/// Searches for a better plan, and has it taken over.
fn improve(world: &mut World, words: &mut Words<'_>) {
    let nothing = Proposal { tours: Vec::new(), before: 1, after: 0 };
    let proposal = if words.takes("nothing") { Some(nothing) } else { world.improvement(1, 100) };
    match proposal.map(|proposal| world.command(&Command::Improve(proposal))) {
        None => world.say("no better plan"),
        Some(Ok(_)) => world.say("a better plan"),
        Some(Err(refusal)) => refused(world, refusal),
    }
}

fn at_call(world: &mut World, verb: &str, words: &mut Words<'_>) {
    let vehicle = words.vehicle();
    let next = world.state.tour_of(vehicle).and_then(|tour| tour.calls.first());
    let mut call = next.map_or(CallId(0), |call| call.id);
    if words.0.front().is_some_and(|word| word.starts_with("call_")) {
        call = words.next().parse().unwrap();
    }
    let action =
        if verb == "arrive" { DriverAction::Arrive(call) } else { DriverAction::Finish(call) };
    drive(world, vehicle, action, words);
}

fn with_rider(world: &mut World, verb: &str, words: &mut Words<'_>) {
    let id = words.rider();
    let action = match verb {
        "board" => DriverAction::Board(id),
        "alight" => DriverAction::Alight(id),
        _ => DriverAction::NoShow(id),
    };
    let own = world.state.planned(id).map_or(VehicleId(1), |planned| planned.vehicle);
    let vehicle = if words.takes("on") { words.vehicle() } else { own };
    drive(world, vehicle, action, words);
}

/// `... done 08:05`: reported now, done before.
fn drive(world: &mut World, vehicle: VehicleId, action: DriverAction, words: &mut Words<'_>) {
    let at = if words.takes("done") { words.clock() } else { world.now };
    command(world, &Command::Drive { vehicle, action, at });
}

/// `map 2 speed 5m/s [A=B] [C~D]`: another version, on which stop A has another name, stop B's; who
/// waited at C is fetched at D.
fn map(world: &mut World, words: &mut Words<'_>) {
    let fingerprint = words.next().parse().unwrap();
    let (mut points, mut relocations) = (Vec::new(), Vec::new());
    while let Some(word) = words.0.pop_front() {
        if word == "speed" {
            world.paper.metres_per_second =
                words.next().strip_suffix("m/s").unwrap().parse().unwrap();
        } else if let Some((from, to)) = word.split_once('~') {
            let (from, to) = (world.stops[from], world.stops[to]);
            let (from, to, position) = (from.road, to.road, to.position);
            relocations.push(Relocation { from, to, position });
        } else {
            let (old, new) = word.split_once('=').unwrap();
            points.push((world.stops[old].road, world.stops[new].road));
            let moved = Place { stop: world.stops[old].stop, ..world.stops[new] };
            world.stops.insert(old.to_owned(), moved);
        }
    }
    points.sort();
    relocations.sort();
    command(world, &Command::AdoptMap(MapChange { fingerprint, points, relocations }));
}

fn show(world: &mut World, words: &mut Words<'_>) {
    let name = words.next();
    if name == "rides" {
        let rides = world.state.rides().iter().map(|(company, n)| format!("{company} {n}"));
        let rides: Vec<String> = rides.collect();
        let rides = if rides.is_empty() { "none".to_owned() } else { rides.join(", ") };
        world.say(&format!("rides  {rides}"));
    } else if name.starts_with('v') {
        let vehicle = VehicleId(name.strip_prefix('v').unwrap().parse().unwrap());
        let tours: Vec<String> = world
            .state
            .tours()
            .values()
            .filter(|tour| tour.shift.vehicle == vehicle)
            .map(|tour| world.tour_in_words(tour))
            .collect();
        tours.iter().for_each(|tour| world.say(tour));
    } else {
        let rider = BookingId(name.strip_prefix('r').unwrap().parse().unwrap());
        let line = world.booking_in_words(rider);
        world.say(&line);
    }
}

/// Carries a command out and says what comes of it.
fn command(world: &mut World, command: &Command) {
    match world.command(command) {
        Ok(events) if events.is_empty() => world.say("nothing new"),
        Ok(events) => events.iter().for_each(|event| world.tell(event)),
        Err(refusal) => refused(world, refusal),
    }
}

fn refused(world: &mut World, refusal: Refusal) {
    world.say(&format!("refused {}: {refusal}", refusal.code()));
}
