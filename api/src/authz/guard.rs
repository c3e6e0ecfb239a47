//! The table asked: before a handler runs, and by the handler about what it serves.

use std::future::{Ready, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, ResponseError, web};
use noriai_core::{Booking, RiderId, VehicleId};

use super::caller::Caller;
use super::operation::{Grant, Operation};
use crate::errors::Problem;
use crate::town::Town;

/// What the table grants to the one who asks. Handlers get it as an argument.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Granted {
    caller: Caller,
    grant: Grant,
}

/// Lets a request through to an operation's handler if the table grants its caller anything.
pub(crate) async fn guard<B: MessageBody>(
    operation: Operation,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    match asked(operation, &request) {
        Ok(granted) => {
            request.extensions_mut().insert(granted);
            next.call(request).await.map(ServiceResponse::map_into_left_body)
        }
        // As an answer, not as an error, so that it gets the headers that every answer has.
        Err(problem) => {
            let answer = problem.error_response();
            Ok(request.into_response(answer).map_into_right_body())
        }
    }
}

fn asked(operation: Operation, request: &ServiceRequest) -> Result<Granted, Problem> {
    let town = request.app_data::<web::Data<Town>>();
    let town = town.ok_or_else(|| Problem::new("internal_error"))?;
    let caller = Caller::of(request.request(), &town.keys)?;
    match operation.grant(caller, town.demo) {
        Grant::No => Err(denied(operation, caller)),
        grant => Ok(Granted { caller, grant }),
    }
}

/// What is denied to everybody is not there; for the rest a key may help.
fn denied(operation: Operation, caller: Caller) -> Problem {
    if operation == Operation::SetClock {
        return Problem::new("not_found");
    }
    Problem::new(if caller == Caller::Public { "key_missing" } else { "not_allowed" })
}

impl Granted {
    /// The rider who asks.
    pub(crate) fn rider(&self) -> Result<RiderId, Problem> {
        match self.caller {
            Caller::Rider(rider) => Ok(rider),
            _ => Err(Problem::new("not_allowed")),
        }
    }

    /// True if an operator asks.
    pub(crate) fn is_operator(&self) -> bool {
        self.caller == Caller::Operator
    }

    /// The booking, if it is there and may be known of; all else looks the same.
    pub(crate) fn booking<'a>(&self, found: Option<&'a Booking>) -> Result<&'a Booking, Problem> {
        let own = |booking: &&Booking| match self.grant {
            Grant::All => true,
            Grant::Own => self.caller == Caller::Rider(booking.rider),
            Grant::No => false,
        };
        found.filter(own).ok_or_else(|| Problem::new("no_such_booking"))
    }

    /// The vehicle, if it is there and may be known of; all else looks the same.
    pub(crate) fn vehicle(&self, found: Option<VehicleId>) -> Result<VehicleId, Problem> {
        let own = |vehicle: &VehicleId| match self.grant {
            Grant::All => true,
            Grant::Own => self.caller == Caller::Driver(*vehicle),
            Grant::No => false,
        };
        found.filter(own).ok_or_else(|| Problem::new("no_such_vehicle"))
    }
}

impl FromRequest for Granted {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    /// Fails where no guard has run: what is not in the table is denied.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let granted = request.extensions().get::<Self>().copied();
        ready(granted.ok_or_else(|| Problem::new("not_allowed")))
    }
}
