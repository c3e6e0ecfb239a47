//! Opens a town, serves it, and puts everything away at the end.

use std::path::Path;

use actix_web::web;

use crate::cli::{Listen, ServeArguments};
use crate::config::Config;
use crate::failure::Failure;
use crate::output::say;
use crate::town::{self, MapChoice, Town, TownClock, TownSetting};
use crate::{http, live, time};

/// `noriai serve`.
pub(crate) fn serve(arguments: &ServeArguments) -> Result<(), Failure> {
    let clock = match &arguments.clock_start {
        None => TownClock::real(),
        Some(text) => {
            let at = time::from_text(text).ok_or_else(|| {
                let cause = format!("--clock-start {text} is no point in time");
                Failure::new("clock_start", cause, "write it like 2026-11-21T08:30:00+09:00")
            })?;
            TownClock::scaled(at, arguments.speed)
        }
    };
    let setting = TownSetting {
        data: arguments.data.clone(),
        maps: arguments.data.join("maps"),
        map: arguments.map.clone().map_or(MapChoice::Generated, MapChoice::Path),
        config: Config::open(arguments.config.as_deref())?,
        clock,
        demo: false,
    };
    run(setting, arguments.listen, |_| ())
}

/// Opens a town and serves it until the process is told to end. `beside` starts what else is to
/// run.
pub(crate) fn run(
    setting: TownSetting,
    listen: Listen,
    beside: impl FnOnce(&web::Data<Town>),
) -> Result<(), Failure> {
    actix_web::rt::System::new().block_on(async move {
        // The port first: nobody waits for a map's import to be told that it is taken.
        let bound = http::bind(listen.bind, listen.port)?;
        let town = web::Data::new(town::open(setting)?);
        town::plan_ahead(&town).await?;
        actix_web::rt::spawn(live::keep_publishing(town.clone()));
        actix_web::rt::spawn(town::keep_planning(town.clone()));
        actix_web::rt::spawn(town::keep_roads(town.clone()));
        beside(&town);
        write_address(&town.data, &bound.address.to_string())?;
        say(&format!("{} is served at http://{}", town.name, bound.address));
        let served = http::run(bound, town.clone()).await;
        town.stop();
        town.tally.keep(&town.data);
        town.area.close().await;
        served
    })
}

/// For whoever asked for any free port.
fn write_address(data: &Path, address: &str) -> Result<(), Failure> {
    let path = data.join("address");
    let beside = data.join("address.new");
    let written = std::fs::write(&beside, address).and_then(|()| std::fs::rename(&beside, &path));
    written.map_err(|fault| Failure::file("address", &path, &fault))
}
