//! The table of operations and of who may do them.

use super::caller::Caller;

/// What a kind of caller may do with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    /// Nothing.
    No,
    /// On what is the caller's own: the rider's booking, the driver's vehicle.
    Own,
    /// On anything.
    All,
}

/// The method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Reads; HEAD is answered too.
    Get,
    /// Changes.
    Post,
}

/// One row: where an operation is found and who may do it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) verb: Verb,
    pub(super) path: &'static str,
    public: Grant,
    rider: Grant,
    driver: Grant,
    operator: Grant,
    /// What anybody may do where the town is a demonstration; `None`: as otherwise.
    demo: Option<Grant>,
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident $id:literal $verb:ident $path:literal
        $public:ident $rider:ident $driver:ident $operator:ident $demo:expr;)*) => {
        /// Everything that can be asked over HTTP.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Operation { $($(#[$doc])* $name),* }

        impl Operation {
            /// All of them, in the order of the table.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The row of the table.
            pub(super) const fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        id: $id,
                        verb: Verb::$verb,
                        path: $path,
                        public: Grant::$public,
                        rider: Grant::$rider,
                        driver: Grant::$driver,
                        operator: Grant::$operator,
                        demo: $demo,
                    }),*
                }
            }
        }
    };
}

const AS_OTHERWISE: Option<Grant> = None;
const DEMO_OPEN: Option<Grant> = Some(Grant::All);

operations! {
    // Operation    id                verb path                            public rider driver operator, anybody in the demonstration
    /// The town's name, stops and policy.
    ReadTown "read_town" Get "/v1/town" All All All All AS_OTHERWISE;
    /// Places by name.
    SearchPlaces "search_places" Get "/v1/places" All All All All AS_OTHERWISE;
    /// Offers for a wish.
    AskOffers "ask_offers" Post "/v1/offers" All All All All AS_OTHERWISE;
    /// Accepts an offer; the booking is the key's own.
    Book "book" Post "/v1/bookings" No All No No AS_OTHERWISE;
    /// A booking.
    ReadBooking "read_booking" Get "/v1/bookings/{booking}" No Own No All AS_OTHERWISE;
    /// Calls a booking off.
    CancelBooking "cancel_booking" Post "/v1/bookings/{booking}/cancel" No Own No All AS_OTHERWISE;
    /// What holds for a rider on every ride.
    ReadRiderRules "read_rider_rules" Get "/v1/riders/{rider}/rules" No No No All AS_OTHERWISE;
    /// Says what holds for a rider on every ride.
    SetRiderRules "set_rider_rules" Post "/v1/riders/{rider}/rules" No No No All AS_OTHERWISE;
    /// A vehicle's tour.
    ReadTour "read_tour" Get "/v1/vehicles/{vehicle}/tour" No No Own All AS_OTHERWISE;
    /// What a driver has done.
    Act "act" Post "/v1/vehicles/{vehicle}/actions" No No Own All AS_OTHERWISE;
    /// Where a vehicle is.
    Sight "sight" Post "/v1/vehicles/{vehicle}/sightings" No No Own All AS_OTHERWISE;
    /// Ends a shift whose vehicle can't go on.
    BreakDown "break_down" Post "/v1/shifts/{shift}/breakdown" No No No All AS_OTHERWISE;
    /// Has a shift end at another time.
    ChangeShift "change_shift" Post "/v1/shifts/{shift}/end" No No No All AS_OTHERWISE;
    /// The day's figures.
    ReadToday "read_today" Get "/v1/today" No No No All DEMO_OPEN;
    /// The town as it happens.
    Watch "watch" Get "/v1/live" No No No All DEMO_OPEN;
    /// The stretch of road at a position.
    FindRoad "find_road" Get "/v1/roads" No No No All DEMO_OPEN;
    /// What is closed or slow.
    ListClosures "list_closures" Get "/v1/closures" No No All All DEMO_OPEN;
    /// Closes roads or slows them.
    CloseRoads "close_roads" Post "/v1/closures" No No No All DEMO_OPEN;
    /// Lifts a closure.
    ReopenRoads "reopen_roads" Post "/v1/closures/{closure}/reopen" No No No All DEMO_OPEN;
    /// The speed of the demonstration's clock.
    SetClock "set_clock" Post "/demo/clock" No No No No DEMO_OPEN;
    /// The map in the background: what tiles there are.
    DescribeTiles "describe_tiles" Get "/tiles/tilejson.json" All All All All AS_OTHERWISE;
    /// A tile of the map in the background.
    ReadTile "read_tile" Get "/tiles/{z}/{x}/{y}.mvt" All All All All AS_OTHERWISE;
    /// This interface.
    ReadOpenApi "read_openapi" Get "/openapi.json" All All All All AS_OTHERWISE;
    /// How the service is.
    ReadHealth "read_health" Get "/health" All All All All AS_OTHERWISE;
    /// Counts and sizes for Prometheus; nothing personal.
    ReadMetrics "read_metrics" Get "/metrics" All All All All AS_OTHERWISE;
    /// The manual's page of errors.
    ReadErrors "read_errors" Get "/errors.html" All All All All AS_OTHERWISE;
    /// The town's page.
    ReadPage "read_page" Get "/" All All All All AS_OTHERWISE;
    /// A part of the page.
    ReadAsset "read_asset" Get "/assets/{file}" All All All All AS_OTHERWISE;
    /// The page's sign.
    ReadIcon "read_icon" Get "/icon.svg" All All All All AS_OTHERWISE;
}

impl Operation {
    /// Its name in the interface's description.
    pub(crate) const fn id(self) -> &'static str {
        self.row().id
    }

    /// Its method.
    pub(crate) const fn verb(self) -> Verb {
        self.row().verb
    }

    /// Its address, a pattern.
    pub(crate) const fn path(self) -> &'static str {
        self.row().path
    }

    /// What a caller may do with it.
    pub(crate) const fn grant(self, caller: Caller, demo: bool) -> Grant {
        let row = self.row();
        match (row.demo, demo) {
            (Some(grant), true) => grant,
            _ => match caller {
                Caller::Public => row.public,
                Caller::Rider(_) => row.rider,
                Caller::Driver(_) => row.driver,
                Caller::Operator => row.operator,
            },
        }
    }
}
