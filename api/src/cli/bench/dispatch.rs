//! `noriai bench dispatch`: takes the requests of a published instance one by one, finds the best
//! insertion of each, and says how long that took.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use noriai_fleet::{CannotInsert, Fleet, Insertion, Instance, ReferenceChoice, Roads, Rules};
use serde::Serialize;

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
    /// a vehicle.
    #[arg(long, value_delimiter = ',', value_name = "N,N,...")]
    fleets: Vec<usize>,
    /// So many requests with each of the fleets.
    #[arg(long, requires = "fleets")]
    requests: Option<usize>,
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
    /// The most memory that the process has had so far; nothing where the system does not tell.
    rss_mib: Option<f64>,
}

/// A request and what became of it.
#[derive(Debug, Serialize)]
struct Row {
    id: usize,
    vehicle: Option<u32>,
    pickup: Option<usize>,
    dropoff: Option<usize>,
    cost_ds: Option<i32>,
    reference_cost_ds: Option<i32>,
    ns: u64,
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
    for n_vehicles in &arguments.fleets {
        let n_alike = instance.requests.len() * n_vehicles / instance.vehicles.len().max(1);
        let n_requests = arguments.requests.unwrap_or(n_alike);
        let drawn = instance.redrawn(*n_vehicles, n_requests, arguments.seed);
        let rows = take_requests(&roads, &drawn, false).map_err(cannot)?;
        print(arguments, &figures(&drawn, &rows))?;
    }
    if !arguments.fleets.is_empty() {
        return Ok(());
    }
    let rows = take_requests(&roads, &instance, arguments.follow).map_err(cannot)?;
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
    print(arguments, &figures(&instance, &rows))
}

/// In the order of the reference if there is one, else of their times.
fn take_requests(
    roads: &Roads,
    instance: &Instance,
    follow: bool,
) -> Result<Vec<Row>, CannotInsert> {
    let rules = Rules::default();
    let mut fleet = Fleet::new(roads, &rules, &instance.vehicles)?;
    let mut order: Vec<(usize, Option<ReferenceChoice>)> =
        instance.choices.iter().map(|choice| (choice.request, Some(*choice))).collect();
    if order.is_empty() {
        order = (0..instance.requests.len()).map(|request| (request, None)).collect();
        order.sort_by_key(|(request, _)| instance.requests[*request].at);
    }
    order.into_iter().map(|(id, choice)| take(&mut fleet, instance, id, choice, follow)).collect()
}

fn take(
    fleet: &mut Fleet<'_>,
    instance: &Instance,
    id: usize,
    choice: Option<ReferenceChoice>,
    follow: bool,
) -> Result<Row, CannotInsert> {
    let request = instance.requests.get(id).ok_or(CannotInsert::Request(id))?;
    let start = Instant::now();
    let best = fleet.best(request)?;
    let followed = choice.filter(|_| follow);
    let made = followed.map(|it| (it.vehicle, it.pickup, it.dropoff));
    let own = best.map(|it| (it.vehicle, it.pickup, it.dropoff));
    if let Some((vehicle, pickup, dropoff)) = made.or(own) {
        fleet.insert(request, vehicle, pickup, dropoff)?;
    }
    let ns = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    Ok(Row {
        id,
        vehicle: best.map(|it| it.vehicle),
        pickup: best.map(|it| it.pickup),
        dropoff: best.map(|it| it.dropoff),
        cost_ds: best.map(|Insertion { cost, .. }| cost.0),
        reference_cost_ds: choice.map(|it| it.cost.0).filter(|_| follow),
        ns,
    })
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

fn print(arguments: &DispatchArguments, figures: &Figures) -> Result<(), Failure> {
    if arguments.json {
        return output::json(figures);
    }
    let Figures { vehicles, requests, unserved, mean_cost_ds, mean_us, p50_us, p99_us, .. } =
        figures;
    let equal = figures.equal.map(|equal| format!(", {equal} equal to the reference"));
    let memory = figures.rss_mib.map(|mib| format!(", {mib:.0} MiB"));
    output::text_line(&format!(
        "{vehicles} vehicles, {requests} requests{}, {unserved} unserved: mean cost {mean_cost_ds:.1} ds; \
         {mean_us:.1} us a request ({p50_us:.1} median, {p99_us:.1} p99){}",
        equal.unwrap_or_default(),
        memory.unwrap_or_default(),
    ))
}
