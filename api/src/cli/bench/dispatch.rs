//! `noriai bench dispatch`: takes the requests of a published instance one by one, finds the best
//! insertion of each, and says how long that took.

mod day;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use noriai_fleet::{CannotInsert, Instance, Roads, Rules};
use serde::Serialize;

use self::day::{Day, Row};
use crate::failure::Failure;
use crate::output;

/// Which instance, and how.
#[derive(Debug, Args)]
pub(in crate::cli) struct DispatchArguments {
    /// The instance's folder.
    #[arg(long)]
    instance: PathBuf,
    /// Compare with the reference's choice for each request, then carry out the reference's.
    #[arg(long, conflicts_with = "fleets")]
    follow: bool,
    /// Draw instances with so many vehicles each to the recipe of this one, with as many requests
    /// a vehicle. They are taken by turns, a slice of the day of each, so that all meet the same
    /// machine; each mean is also given as a multiple of the first one's.
    #[arg(long, value_delimiter = ',', value_name = "N,N,...")]
    fleets: Vec<usize>,
    /// So many requests in place of that, for each of the fleets in turn.
    #[arg(long, requires = "fleets", value_delimiter = ',', value_name = "N,N,...")]
    requests: Vec<usize>,
    /// Another seed, other instances.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where a row for every request goes (CSV).
    #[arg(long, conflicts_with = "fleets")]
    out: Option<PathBuf>,
    /// Print JSON: one object, or one for each fleet.
    #[arg(long)]
    json: bool,
}

/// A day in figures. Times are for a request from its coming to the tours' being changed.
#[derive(Debug, Serialize)]
struct Figures {
    vehicles: usize,
    requests: usize,
    /// Only when following a reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    equal: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    different: Option<usize>,
    /// Requests that no vehicle could serve before its end.
    unserved: usize,
    mean_cost_ds: f64,
    mean_us: f64,
    p50_us: f64,
    p99_us: f64,
    /// The mean as a multiple of the first fleet's, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    times_first: Option<f64>,
    /// The most memory that the process has had so far; nothing where the system does not tell.
    rss_mib: Option<f64>,
}

/// Reads, prepares, takes the day's requests, prints the figures.
pub(super) fn run(arguments: &DispatchArguments) -> Result<(), Failure> {
    let folder = &arguments.instance;
    let bad = |cause: String| {
        let cause = format!("{}: {cause}", folder.display());
        Failure::new("bad_instance", cause, "mend the file, or name another folder")
    };
    let instance = Instance::read(folder).map_err(|fault| bad(fault.to_string()))?;
    if arguments.follow && instance.choices.is_empty() {
        return Err(bad("there are no reference_assignments to follow".to_owned()));
    }
    let roads = Roads::new(instance.n_nodes, instance.arcs.clone());
    let roads = roads.map_err(|fault| bad(fault.to_string()))?;
    let cannot = |fault: CannotInsert| bad(fault.to_string());
    if !arguments.fleets.is_empty() {
        let drawn = drawn(arguments, &instance)?;
        return print(arguments, &take_by_turns(&roads, &drawn).map_err(cannot)?);
    }
    let rules = Rules::default();
    let mut day = Day::new(&roads, &rules, &instance, arguments.follow).map_err(cannot)?;
    day.take(usize::MAX).map_err(cannot)?;
    let rows = day.rows;
    if let Some(out) = &arguments.out {
        write(out, &rows)?;
    }
    for row in rows.iter().filter(|row| arguments.follow && row.cost_ds != row.reference_cost_ds) {
        let (ours, theirs) = (row.cost_ds, row.reference_cost_ds);
        output::say(&format!(
            "request {}: ours costs {ours:?}, the reference's {theirs:?}",
            row.id
        ));
    }
    print(arguments, &[figures(&instance, &rows)])
}

/// An instance for each of the fleets.
fn drawn(arguments: &DispatchArguments, instance: &Instance) -> Result<Vec<Instance>, Failure> {
    let DispatchArguments { fleets, requests, seed, .. } = arguments;
    if !requests.is_empty() && requests.len() != fleets.len() {
        let cause = format!("{} fleets, but {} numbers of requests", fleets.len(), requests.len());
        let remedy = "give one number of requests for each fleet, or none";
        return Err(Failure::new("unequal_lists", cause, remedy));
    }
    let draw = |(place, n_vehicles): (usize, &usize)| {
        let n_alike = instance.requests.len() * n_vehicles / instance.vehicles.len().max(1);
        let n_requests = requests.get(place).copied().unwrap_or(n_alike);
        instance.redrawn(*n_vehicles, n_requests, *seed)
    };
    Ok(fleets.iter().enumerate().map(draw).collect())
}

/// Enough that a slow spell of the machine falls on all, few enough that what the processor has at
/// hand is soon each fleet's own.
const N_SLICES: usize = 10;

/// The days of several fleets, slice by slice.
fn take_by_turns(roads: &Roads, instances: &[Instance]) -> Result<Vec<Figures>, CannotInsert> {
    let rules = Rules::default();
    let days = instances.iter().map(|instance| Day::new(roads, &rules, instance, false));
    let mut days = days.collect::<Result<Vec<_>, _>>()?;
    for slice in 1..=N_SLICES {
        for (day, instance) in days.iter_mut().zip(instances) {
            day.take(instance.requests.len() * slice / N_SLICES)?;
        }
    }
    let both = days.iter().zip(instances);
    let mut all: Vec<Figures> = both.map(|(day, it)| figures(it, &day.rows)).collect();
    let first = all.first().map(|first| first.mean_us).filter(|_| 1 < instances.len());
    for it in &mut all {
        it.times_first = first.map(|first| it.mean_us / first);
    }
    Ok(all)
}

fn figures(instance: &Instance, rows: &[Row]) -> Figures {
    let follows = rows.iter().any(|row| row.reference_cost_ds.is_some());
    let equal = rows.iter().filter(|row| row.cost_ds == row.reference_cost_ds).count();
    let mut times: Vec<u64> = rows.iter().map(|row| row.ns).collect();
    times.sort_unstable();
    let costs = || rows.iter().filter_map(|row| row.cost_ds).map(f64::from);
    let mean = |sum: f64, n: usize| if n == 0 { 0.0 } else { sum / n as f64 };
    let us = |ns: u64| Duration::from_nanos(ns).as_secs_f64() * 1e6;
    let at = |percent: usize| times.get(times.len() * percent / 100).map_or(0.0, |ns| us(*ns));
    Figures {
        vehicles: instance.vehicles.len(),
        requests: rows.len(),
        equal: follows.then_some(equal),
        different: follows.then_some(rows.len() - equal),
        unserved: rows.iter().filter(|row| row.vehicle.is_none()).count(),
        mean_cost_ds: mean(costs().sum(), costs().count()),
        mean_us: mean(us(times.iter().sum()), times.len()),
        p50_us: at(50),
        p99_us: at(99),
        times_first: None,
        rss_mib: peak_memory(),
    }
}

/// In MiB, as the system counts it.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}

fn write(out: &Path, rows: &[Row]) -> Result<(), Failure> {
    let failed = |fault: csv::Error| Failure::file("out_unwritable", out, &fault.into());
    let mut writer = csv::Writer::from_path(out).map_err(failed)?;
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    writer.flush().map_err(|fault| failed(fault.into()))
}

fn print(arguments: &DispatchArguments, all: &[Figures]) -> Result<(), Failure> {
    all.iter().try_for_each(|figures| {
        if arguments.json { output::json(figures) } else { output::text_line(&line(figures)) }
    })
}

fn line(figures: &Figures) -> String {
    let Figures { vehicles, requests, unserved, mean_cost_ds, mean_us, p50_us, p99_us, .. } =
        figures;
    let equal = figures.equal.map(|equal| format!(", {equal} equal to the reference"));
    let times = figures.times_first.map(|times| format!(", {times:.2} times the first"));
    let memory = figures.rss_mib.map(|mib| format!(", {mib:.0} MiB"));
    format!(
        "{vehicles} vehicles, {requests} requests{}, {unserved} unserved: mean cost {mean_cost_ds:.1} ds; \
         {mean_us:.1} us a request ({p50_us:.1} median, {p99_us:.1} p99){}{}",
        equal.unwrap_or_default(),
        times.unwrap_or_default(),
        memory.unwrap_or_default(),
    )
}
