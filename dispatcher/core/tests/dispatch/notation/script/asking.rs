//! Lines in which riders ask and book.

use noriai_core::{BookingId, Command, Needs, Party, RideRequest, RiderId, Wish};

use super::super::world::World;
use super::command;
use super::reading::Words;

/// Answers those who were gathered together, and books for all who can be served.
pub(super) fn together(world: &mut World) {
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
pub(super) fn ask(world: &mut World, words: &mut Words<'_>, aloud: bool) -> BookingId {
    let (rider, request) = wish(world, words);
    let answer = world.ask_for(RiderId(rider.0), &request);
    if aloud || answer.offers.is_empty() {
        world.tell_answer(rider, &answer);
    }
    world.asked.insert(rider, answer);
    rider
}

/// `r1 A->C 2 seats at 08:10`
pub(super) fn wish(world: &World, words: &mut Words<'_>) -> (BookingId, RideRequest) {
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

pub(super) fn book(world: &mut World, words: &mut Words<'_>) {
    let rider = ask(world, words, false);
    if !world.asked[&rider].offers.is_empty() {
        take(world, rider, rider, "1");
    }
}

/// `accept r1 [before|after|2] [as r9] [for r8]`: the offer of an earlier ask.
pub(super) fn accept(world: &mut World, words: &mut Words<'_>) {
    let asked = words.rider();
    let which = match words.0.front() {
        Some(&("before" | "after" | "1" | "2" | "3")) => words.next(),
        _ => "1",
    };
    let id = if words.takes("as") { words.rider() } else { asked };
    take(world, asked, id, which);
}

pub(super) fn take(world: &mut World, asked: BookingId, id: BookingId, which: &str) {
    let offer = world.offer(asked, which).unwrap();
    command(world, &Command::Book { id, rider: RiderId(asked.0), offer });
}
