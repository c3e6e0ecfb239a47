//! Reads the lines of a script.

use std::collections::VecDeque;

use noriai_core::{
    AidCost, BoardingRule, BookingId, BreakRule, CallId, CancelledBy, Capacity, Closure, ClosureId,
    ClosureReason, ClosureSource, Command, CompanyId, DriverAction, Equipment, EquipmentSet,
    Fittings, MapChange, Needs, Objective, Party, Place, Policy, Proposal, Refusal, Relocation,
    RideRequest, RiderId, RiderRules, RoadEffect, RoadMark, Rotation, ServiceHours, ServiceWindow,
    Shift, ShiftId, VehicleGroupId, VehicleId, Wish, Zone, ZoneId,
};
use noriai_units::{Seconds, Timestamp};

use super::paper::spot;
use super::world::World;

/// The words of a line that are still to be read.
struct Words<'a>(VecDeque<&'a str>);

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

fn area(world: &mut World, words: &mut Words<'_>) {
    let plain = Policy {
        version: 1,
        dwell_person: Seconds::ZERO,
        early_arrival: Seconds::ZERO,
        ..Policy::default()
    };
    let policy = policy(world, words, plain);
    world.command(&Command::AdoptPolicy(policy)).unwrap();
}

fn policy(world: &mut World, words: &mut Words<'_>, mut policy: Policy) -> Policy {
    if world.state.policy() != &Policy::default() {
        policy.version = world.state.policy().version + 1;
    }
    while let Some(word) = words.0.pop_front() {
        match word {
            "speed" => {
                world.paper.metres_per_second =
                    words.next().strip_suffix("m/s").unwrap().parse().unwrap();
            }
            "dwell" => policy.dwell_call = words.span(),
            "person" => policy.dwell_person = words.span(),
            "wheelchair" => policy.dwell_wheelchair = words.span(),
            "early" => policy.early_arrival = words.span(),
            "max-wait" => policy.max_wait = words.span(),
            "window" => policy.pickup_window = words.span(),
            "no-show" => policy.no_show_wait = words.span(),
            "offer-life" => policy.offer_life = words.span(),
            "horizon" => policy.horizon = words.span(),
            "max-ride" => {
                let (times, extra) = words.next().split_once("x+").unwrap();
                let (whole, tenths) = times.split_once('.').unwrap_or((times, "0"));
                let number = |digits: &str| digits.parse::<i64>().unwrap();
                policy.max_ride_per_mille = 1_000 * number(whole) + 100 * number(tenths);
                policy.max_ride_extra = span(extra);
            }
            "no" => {
                let what = words.next();
                match what {
                    "pooling" => policy.pooling = false,
                    "ticks" => world.ticks = false,
                    _ => panic!("no what? {what:?}"),
                }
            }
            "room" => policy.make_room = true,
            "nearest" => policy.objective = Objective::NearestVehicle,
            "stops" => {
                words.expect("only");
                policy.boarding = BoardingRule::DesignatedStops;
            }
            "hours" => policy.hours = words.hours(),
            "rotation" => policy.rotation = Some(words.rotation()),
            _ => panic!("what is {word:?} in an area?"),
        }
    }
    policy
}

/// `zone z1 0,0 3000,0 3000,3000 0,3000 [stops only] [to z1 z2] [hours 08:00-17:00]`
fn zone(world: &mut World, words: &mut Words<'_>) {
    let id = words.zone();
    let mut zone = Zone {
        id,
        border: Vec::new(),
        boarding: BoardingRule::Free,
        to: None,
        hours: ServiceHours::default(),
    };
    while words.0.front().is_some_and(|word| word.contains(',')) {
        zone.border.push(words.place(world).position);
    }
    while let Some(word) = words.0.pop_front() {
        match word {
            "stops" => {
                words.expect("only");
                zone.boarding = BoardingRule::DesignatedStops;
            }
            "to" => {
                let mut to = Vec::new();
                while words.0.front().is_some_and(|word| word.starts_with('z')) {
                    to.push(words.zone());
                }
                zone.to = Some(to);
            }
            "hours" => zone.hours = words.hours(),
            _ => panic!("what is {word:?} in a zone?"),
        }
    }
    let mut policy = world.state.policy().clone();
    policy.version += 1;
    policy.zones.push(zone);
    world.command(&Command::AdoptPolicy(policy)).unwrap();
}

/// `rules r1 alone attended apart r2 r3`: what holds for the rider of that booking, on every ride.
fn rules(world: &mut World, words: &mut Words<'_>) {
    let rider = RiderId(words.rider().0);
    let mut rules = RiderRules::default();
    while let Some(word) = words.0.pop_front() {
        match word {
            "none" => {}
            "alone" => rules.alone = true,
            "attended" => rules.attended = true,
            "apart" => {
                while !words.0.is_empty() {
                    rules.apart.insert(RiderId(words.rider().0));
                }
            }
            _ => panic!("what is {word:?} of a rider?"),
        }
    }
    command(world, &Command::SetRiderRules { rider, rules });
}

fn stop(world: &mut World, words: &mut Words<'_>) {
    while let Some(name) = words.0.pop_front() {
        let (east, north) = words.next().split_once(',').unwrap();
        world.add_stop(name, east.parse().unwrap(), north.parse().unwrap());
    }
}

fn van(world: &mut World, words: &mut Words<'_>) {
    let vehicle = words.vehicle();
    let (mut capacity, mut fittings) = (Capacity::NONE, Fittings::default());
    loop {
        match words.next() {
            "seats" => capacity.seats = words.number(),
            "wheelchairs" => capacity.wheelchairs = words.number(),
            "luggage" => capacity.luggage = words.number(),
            "child-seats" => capacity.child_seats = words.number(),
            "wheelchair" => fittings.aids.wheelchair = words.aid(),
            "walker" => fittings.aids.walker = words.aid(),
            "pram" => fittings.aids.pram = words.aid(),
            "attendant" => fittings.attendant = true,
            "has" => fittings.equipment = words.equipment(),
            "group" => {
                fittings.groups.insert(words.group());
            }
            "at" => break,
            word => panic!("what is {word:?} in a van?"),
        }
    }
    let depot = words.place(world);
    words.expect("shift");
    let (start, end) = words.window();
    let mut breaks = Vec::new();
    while words.takes("break") {
        let (earliest, latest) = words.window();
        let length = words.span();
        let place = if words.takes("at") { words.place(world) } else { depot };
        breaks.push(BreakRule { earliest, latest, length, place });
    }
    let company = words.takes("company").then(|| CompanyId(words.number().into()));
    let books_ahead = words.takes("ahead").then(|| words.span());
    let id = world.new_shift();
    let shift =
        Shift { id, vehicle, capacity, start, end, depot, breaks, company, books_ahead, fittings };
    match world.command(&Command::PlanShift(shift)) {
        Ok(_) => {}
        Err(refusal) => refused(world, refusal),
    }
}

/// Answers those who were gathered together, and books for all who can be served.
fn together(world: &mut World) {
    let requests = std::mem::take(&mut world.gathered);
    let found = world.assign(&requests);
    let taken = requests
        .iter()
        .zip(&found.offers)
        .filter_map(|((id, rider, _), offer)| Some((*id, *rider, (*offer)?)));
    let taken = taken.collect();
    command(world, &Command::BookTogether { taken, tours: found.tours });
}

/// Asks, and says the answer if it is to be heard.
fn ask(world: &mut World, words: &mut Words<'_>, aloud: bool) -> BookingId {
    let (rider, request) = wish(world, words);
    let answer = world.ask_for(RiderId(rider.0), &request);
    if aloud || answer.offers.is_empty() {
        world.tell_answer(rider, &answer);
    }
    world.asked.insert(rider, answer);
    rider
}

/// `r1 A->C 2 seats at 08:10`
fn wish(world: &World, words: &mut Words<'_>) -> (BookingId, RideRequest) {
    let rider = words.rider();
    let (from, to) = words.ride(world);
    let mut party = Party::default();
    let mut seated = false;
    while let Some(n) = words.0.front().and_then(|word| word.parse::<u16>().ok()) {
        words.0.pop_front();
        let kind = words.next().trim_end_matches('s');
        seated |= !["luggage", "walker", "pram", "child-seat"].contains(&kind);
        match kind {
            "seat" | "adult" => party.adults = n,
            "child" | "children" => party.children = n,
            "infant" => party.infants = n,
            "reduced" => party.reduced = n,
            "wheelchair" => party.wheelchairs = n,
            "luggage" => party.luggage = n,
            "walker" => party.walkers = n,
            "pram" => party.prams = n,
            "child-seat" => party.child_seats = n,
            _ => panic!("what is {kind:?} in a party?"),
        }
    }
    if !seated {
        party.adults = 1;
    }
    let mut needs = Needs::default();
    if words.takes("needs") {
        needs.equipment = words.equipment();
    }
    if words.takes("only") {
        needs.group = Some(words.group());
    }
    let wish = match words.next() {
        "at" => Wish::DepartAt(words.clock()),
        "by" => Wish::ArriveBy(words.clock()),
        "now" => Wish::DepartAt(world.now),
        word => panic!("when is {word:?}?"),
    };
    (rider, RideRequest { from, to, wish, party, needs })
}

fn book(world: &mut World, words: &mut Words<'_>) {
    let rider = ask(world, words, false);
    if !world.asked[&rider].offers.is_empty() {
        take(world, rider, rider, "1");
    }
}

/// `accept r1 [before|after|2] [as r9] [for r8]`: the offer of an earlier ask.
fn accept(world: &mut World, words: &mut Words<'_>) {
    let asked = words.rider();
    let which = match words.0.front() {
        Some(&("before" | "after" | "1" | "2" | "3")) => words.next(),
        _ => "1",
    };
    let id = if words.takes("as") { words.rider() } else { asked };
    take(world, asked, id, which);
}

fn take(world: &mut World, asked: BookingId, id: BookingId, which: &str) {
    let offer = world.offer(asked, which).unwrap();
    command(world, &Command::Book { id, rider: RiderId(asked.0), offer });
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

fn clock(word: &str) -> Option<Timestamp> {
    let mut parts = word.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let millis = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    Some(Timestamp::from_unix_millis(millis))
}

fn span(word: &str) -> Seconds {
    let number = |digits: &str| digits.parse::<i64>().unwrap();
    if let Some(minutes) = word.strip_suffix("min") {
        Seconds::from_minutes(number(minutes))
    } else if let Some(hours) = word.strip_suffix('h') {
        Seconds::from_minutes(60 * number(hours))
    } else {
        Seconds::new(number(word.strip_suffix('s').unwrap()))
    }
}

impl<'a> Words<'a> {
    fn next(&mut self) -> &'a str {
        self.0.pop_front().expect("another word")
    }

    fn takes(&mut self, word: &str) -> bool {
        let there = self.0.front() == Some(&word);
        if there {
            self.0.pop_front();
        }
        there
    }

    fn expect(&mut self, word: &str) {
        assert_eq!(self.next(), word);
    }

    fn number(&mut self) -> u16 {
        self.next().parse().unwrap()
    }

    fn clock(&mut self) -> Timestamp {
        clock(self.next()).expect("a time like 08:05")
    }

    fn span(&mut self) -> Seconds {
        span(self.next())
    }

    fn window(&mut self) -> (Timestamp, Timestamp) {
        let (from, to) = self.next().split_once('-').expect("a window like 08:00-12:00");
        (clock(from).unwrap(), clock(to).unwrap())
    }

    fn hours(&mut self) -> ServiceHours {
        // Scripts play on one day; their hours are the same on all.
        let (opens, closes) = self.window();
        let days = (0..7).map(|day| Seconds::from_minutes(day * 24 * 60));
        let windows = days.map(|by| ServiceWindow { opens: opens + by, closes: closes + by });
        ServiceHours { windows: windows.collect() }
    }

    /// `1:2 2:1 within 5min [since 08:00]`: company 1 is to have twice as many rides as company 2.
    fn rotation(&mut self) -> Rotation {
        let mut shares = std::collections::BTreeMap::new();
        while let Some((company, share)) = self.0.front().and_then(|word| word.split_once(':')) {
            shares.insert(CompanyId(company.parse().unwrap()), share.parse().unwrap());
            self.0.pop_front();
        }
        self.expect("within");
        let leeway = self.span();
        let midnight = Timestamp::from_unix_millis(0);
        let since = if self.takes("since") { self.clock() } else { midnight };
        Rotation { shares, leeway, since }
    }

    fn zone(&mut self) -> ZoneId {
        ZoneId(self.next().strip_prefix('z').expect("a zone like z1").parse().unwrap())
    }

    /// `2+90s`: so many seats, and so much more time.
    fn aid(&mut self) -> AidCost {
        let (seats, load) = self.next().split_once('+').expect("an aid like 2+90s");
        AidCost { seats: seats.parse().unwrap(), load: span(load) }
    }

    /// `lift,low_step`
    fn equipment(&mut self) -> EquipmentSet {
        self.next().split(',').map(|code| Equipment::of_code(code).unwrap()).collect()
    }

    fn group(&mut self) -> VehicleGroupId {
        VehicleGroupId(self.next().strip_prefix('g').expect("a group like g1").parse().unwrap())
    }

    fn closure(&mut self) -> ClosureId {
        ClosureId(self.next().strip_prefix('c').expect("a closure like c1").parse().unwrap())
    }

    fn rider(&mut self) -> BookingId {
        BookingId(self.next().strip_prefix('r').expect("a rider like r1").parse().unwrap())
    }

    fn vehicle(&mut self) -> VehicleId {
        VehicleId(self.next().strip_prefix('v').expect("a van like v1").parse().unwrap())
    }

    fn place(&mut self, world: &World) -> Place {
        place(self.next(), world)
    }

    fn ride(&mut self, world: &World) -> (Place, Place) {
        let (from, to) = self.next().split_once("->").expect("a ride like A->B");
        (place(from, world), place(to, world))
    }
}

/// A stop by its name, or metres east and north.
fn place(word: &str, world: &World) -> Place {
    match word.split_once(',') {
        Some((east, north)) => spot(east.parse().unwrap(), north.parse().unwrap()),
        None => *world.stops.get(word).unwrap_or_else(|| panic!("no stop {word:?}")),
    }
}
