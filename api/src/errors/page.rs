//! The table as a page of the manual.

use super::{Entry, TABLE};

/// As `docs/errors.md`.
#[cfg(test)]
pub(crate) fn markdown() -> String {
    let mut page = String::from(
        "# Errors\n\n\
         Every refusal and every error has a stable code, a cause and a remedy.\n\
         This page is generated from the table in `api/src/errors/table.rs` by `make bless`.\n\
         A status of 200 marks the reasons that an answer without offers gives in `refusal`.\n\n\
         | code | status | cause | remedy | 原因 | 対処 |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for entry in TABLE {
        let Entry { code, status, cause, remedy, cause_ja, remedy_ja } = entry;
        page.push_str(&format!(
            "| <a id=\"{code}\"></a>`{code}` | {status} | {cause} | {remedy} | {cause_ja} | {remedy_ja} |\n"
        ));
    }
    page
}

/// As the service's own page `/errors.html`.
pub(crate) fn html() -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>noriai: errors</title></head><body><h1>エラーの一覧 / Errors</h1><dl>",
    );
    for entry in TABLE {
        let Entry { code, status, cause, remedy, cause_ja, remedy_ja } = entry;
        page.push_str(&format!(
            "<dt id=\"{code}\"><code>{code}</code> ({status})</dt>\
             <dd lang=\"ja\">{cause_ja} {remedy_ja}</dd><dd lang=\"en\">{cause} {remedy}</dd>"
        ));
    }
    page.push_str("</dl></body></html>");
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use noriai_core::units::{Seconds, Timestamp};
    use noriai_core::{
        BookingId, CallId, Equipment, PlaceKind, Refusal, Rejection, RideEnd, VehicleId, ZoneId,
    };

    use super::*;
    use crate::drift;
    use crate::errors::{Problem, entry};

    #[test]
    fn the_manuals_page_is_that_of_the_table() {
        drift::check("docs/errors.md", &markdown());
    }

    #[test]
    fn no_code_stands_twice_and_every_text_is_there() {
        let codes: BTreeSet<&str> = TABLE.iter().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), TABLE.len());
        for entry in TABLE {
            for text in [entry.cause, entry.remedy] {
                assert!(text.ends_with('.') && 10 < text.len(), "{}: {text}", entry.code);
            }
            for text in [entry.cause_ja, entry.remedy_ja] {
                assert!(!text.is_ascii(), "{}: {text}", entry.code);
            }
        }
    }

    #[test]
    fn no_rejection_or_refusal_lacks_an_entry_and_every_brace_is_filled() {
        let problems = rejections().into_iter().map(Problem::from);
        let problems: Vec<Problem> =
            problems.chain(refusals().into_iter().map(Problem::from)).collect();
        assert_eq!(problems.len(), 23 + 21);
        for problem in problems {
            let body = problem.body();
            for text in [body.cause, body.remedy, body.cause_ja, body.remedy_ja] {
                assert!(!text.contains(['{', '}']), "{}: {text}", body.code);
            }
        }
        for why in rejections() {
            assert_eq!(entry(why.code()).code, why.code());
        }
        for why in refusals() {
            assert_eq!(entry(why.code()).code, why.code());
        }
    }

    #[test]
    fn no_code_named_in_this_crate_lacks_an_entry() {
        let mut named = 0;
        for file in drift::sources() {
            let source = std::fs::read_to_string(&file).unwrap();
            for rest in source.split("Problem::new(\"").skip(1) {
                let code = rest.split('"').next().unwrap_or_default();
                assert_eq!(entry(code).code, code, "{}", file.display());
                named += 1;
            }
        }
        assert!(10 < named, "the sources were not looked through");
    }

    /// One of each; a new variant does not compile until it stands here too.
    fn rejections() -> Vec<Rejection> {
        let span = Seconds::from_minutes(3);
        let kind = PlaceKind::Wheelchair;
        let day = Timestamp::from_unix_millis(0);
        let all = vec![
            Rejection::EmptyParty,
            Rejection::SamePlace,
            Rejection::TooLate,
            Rejection::TooEarly { horizon: Seconds::from_minutes(7 * 24 * 60) },
            Rejection::NotAStop,
            Rejection::OutOfArea { end: RideEnd::Pickup },
            Rejection::ZonesNotServed { from: ZoneId(1), to: ZoneId(2) },
            Rejection::OutsideHours { closed: day, opens: day, closes: day },
            Rejection::NoRoad,
            Rejection::NoShift,
            Rejection::NoVehicleFits { kind, wanted: 2, held: 1 },
            Rejection::NotEquipped { missing: Equipment::ALL.into_iter().collect() },
            Rejection::VehicleNotAllowed,
            Rejection::NeedsAttendant,
            Rejection::Load { kind, wanted: 2, held: 1 },
            Rejection::Wait { late: span },
            Rejection::Arrival { late: span },
            Rejection::Ride { longer: span },
            Rejection::OthersPromise { late: span },
            Rejection::ShiftEnd { late: span },
            Rejection::Break,
            Rejection::NotShared,
            Rejection::KeptForImmediate { from: day },
        ];
        for why in &all {
            match why {
                Rejection::EmptyParty
                | Rejection::SamePlace
                | Rejection::TooLate
                | Rejection::TooEarly { .. }
                | Rejection::NotAStop
                | Rejection::OutOfArea { .. }
                | Rejection::ZonesNotServed { .. }
                | Rejection::OutsideHours { .. }
                | Rejection::NoRoad
                | Rejection::NoShift
                | Rejection::NoVehicleFits { .. }
                | Rejection::NotEquipped { .. }
                | Rejection::VehicleNotAllowed
                | Rejection::NeedsAttendant
                | Rejection::Load { .. }
                | Rejection::Wait { .. }
                | Rejection::Arrival { .. }
                | Rejection::Ride { .. }
                | Rejection::OthersPromise { .. }
                | Rejection::ShiftEnd { .. }
                | Rejection::Break
                | Rejection::NotShared
                | Rejection::KeptForImmediate { .. } => {}
            }
        }
        all
    }

    /// As above.
    fn refusals() -> Vec<Refusal> {
        let at = Timestamp::from_unix_millis(0);
        let all = vec![
            Refusal::BookingIdTaken,
            Refusal::OfferExpired { at },
            Refusal::OfferGone(Rejection::Break),
            Refusal::NoSuchBooking,
            Refusal::BookingEnded,
            Refusal::AlreadyAboard,
            Refusal::NotAboard,
            Refusal::NoSuchCall,
            Refusal::NotNextCall { next: CallId(2) },
            Refusal::TooEarlyForNoShow { from: at },
            Refusal::NotOnDuty(VehicleId(1)),
            Refusal::RidersToServe(BookingId(1)),
            Refusal::ShiftDoesNotFit,
            Refusal::NoSuchShift,
            Refusal::ShiftOver,
            Refusal::ClosureIdTaken,
            Refusal::NoSuchClosure,
            Refusal::ClosureOver,
            Refusal::TooManyClosures { max: 200 },
            Refusal::TooManyRiderRules { max: 16 },
            Refusal::PlanNotAdopted(noriai_core::PlanFault::NoBetter),
        ];
        for why in &all {
            match why {
                Refusal::BookingIdTaken
                | Refusal::OfferExpired { .. }
                | Refusal::OfferGone(_)
                | Refusal::NoSuchBooking
                | Refusal::BookingEnded
                | Refusal::AlreadyAboard
                | Refusal::NotAboard
                | Refusal::NoSuchCall
                | Refusal::NotNextCall { .. }
                | Refusal::TooEarlyForNoShow { .. }
                | Refusal::NotOnDuty(_)
                | Refusal::RidersToServe(_)
                | Refusal::ShiftDoesNotFit
                | Refusal::NoSuchShift
                | Refusal::ShiftOver
                | Refusal::ClosureIdTaken
                | Refusal::NoSuchClosure
                | Refusal::ClosureOver
                | Refusal::TooManyClosures { .. }
                | Refusal::TooManyRiderRules { .. }
                | Refusal::PlanNotAdopted(_) => {}
            }
        }
        all
    }
}
