//! The table as a document that a reviewer reads in the diff.

#[cfg(test)]
mod tests {
    use noriai_core::{RiderId, VehicleId};

    use crate::authz::{Caller, Grant, Operation, Verb};
    use crate::drift;

    const CALLERS: [(&str, Caller); 4] = [
        ("public", Caller::Public),
        ("rider", Caller::Rider(RiderId(1))),
        ("driver", Caller::Driver(VehicleId(1))),
        ("operator", Caller::Operator),
    ];

    fn matrix() -> String {
        let mut text = String::from(
            "Who may do what. all: on anything; own: on the rider's own booking, the driver's own\n\
             vehicle; -: never. A booking or a vehicle of somebody else answers like a missing one.\n\
             Generated from api/src/authz/operation.rs by `make bless`.\n",
        );
        for (title, demo) in [("noriai serve", false), ("noriai demo", true)] {
            text.push_str(&format!("\n{title:<42}"));
            for (name, _) in CALLERS {
                text.push_str(&format!(" {name:<8}"));
            }
            text.push('\n');
            for operation in Operation::ALL {
                let verb = match operation.verb() {
                    Verb::Get => "GET ",
                    Verb::Post => "POST",
                };
                text.push_str(&format!("{:<42}", format!("{verb} {}", operation.path())));
                for (_, caller) in CALLERS {
                    let word = match operation.grant(caller, demo) {
                        Grant::No => "-",
                        Grant::Own => "own",
                        Grant::All => "all",
                    };
                    text.push_str(&format!(" {word:<8}"));
                }
                text.push('\n');
            }
        }
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n") + "\n"
    }

    #[test]
    fn the_checked_in_matrix_is_that_of_the_table() {
        drift::check("docs/authz-matrix.txt", &matrix());
    }

    #[test]
    fn outside_the_demonstration_nobody_without_a_key_sees_rides_or_vans() {
        let closed = [
            Operation::Book,
            Operation::ReadBooking,
            Operation::CancelBooking,
            Operation::ReadRiderRules,
            Operation::SetRiderRules,
            Operation::ReadTour,
            Operation::Act,
            Operation::Sight,
            Operation::ReadToday,
            Operation::Watch,
            Operation::FindRoad,
            Operation::ListClosures,
            Operation::CloseRoads,
            Operation::ReopenRoads,
            Operation::SetClock,
        ];
        for operation in closed {
            assert_eq!(operation.grant(Caller::Public, false), Grant::No, "{operation:?}");
        }
    }

    #[test]
    fn the_control_room_alone_closes_roads_and_drivers_see_what_is_closed() {
        let driver = Caller::Driver(VehicleId(1));
        for operation in [Operation::CloseRoads, Operation::ReopenRoads] {
            assert_eq!(operation.grant(Caller::Operator, false), Grant::All);
            assert_eq!(operation.grant(driver, false), Grant::No);
            assert_eq!(operation.grant(Caller::Rider(RiderId(1)), false), Grant::No);
        }
        assert_eq!(Operation::ListClosures.grant(driver, false), Grant::All);
    }

    #[test]
    fn the_demonstration_opens_views_but_no_bookings_and_no_tours() {
        for operation in [
            Operation::ReadRiderRules,
            Operation::SetRiderRules,
            Operation::ReadBooking,
            Operation::CancelBooking,
            Operation::ReadTour,
            Operation::Act,
            Operation::Sight,
        ] {
            assert_eq!(operation.grant(Caller::Public, true), Grant::No, "{operation:?}");
        }
    }
}
