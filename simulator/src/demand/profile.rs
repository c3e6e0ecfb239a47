//! When people travel and how long before they ask: a real town's counts.

use std::path::Path;

use crate::error::{ErrorCode, SimulationError};

/// A town's counts. All shares are relative: only their proportions count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Hours of the day in which there are rides, with their shares.
    pub hours: Vec<(i64, u64)>,
    /// Shares of Monday to Sunday.
    pub weekdays: [u64; 7],
    /// Shares of the lead times.
    pub lead_times: [u64; 5],
    /// Shares of requests by web and by telephone.
    pub web_phone: [u64; 2],
    /// Shares of riders by age: below 20, 20s, 30s, ... 80s, 90 and more.
    pub ages: [u64; 9],
    /// Where the counts come from, for the report.
    pub source: String,
}

/// How long before the ride people ask; the classes of the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeadTime {
    /// Two days or more before.
    TwoDays,
    /// The day before.
    DayBefore,
    /// On the day, two hours before or more.
    TwoHours,
    /// On the day, one to two hours before.
    OneHour,
    /// Less than an hour before.
    Soon,
}

impl LeadTime {
    /// In the order of the counts.
    pub const ALL: [Self; 5] =
        [Self::TwoDays, Self::DayBefore, Self::TwoHours, Self::OneHour, Self::Soon];
}

impl Profile {
    /// A copy of the newest figures of the on-demand service of Hino town, Shiga prefecture.
    ///
    /// Source: the town's reports, transcribed by kken78/choisoko-hino-dashboard f356d0f; columns
    /// of 2026-03 of `hourly`, `weekday`, `booking_timing`, `booking_method` and `age` (riders).
    #[must_use]
    pub fn built_in() -> Self {
        let hours = [13, 15, 13, 12, 9, 9, 10, 8, 11];
        Self {
            hours: (8..).zip(hours).collect(),
            weekdays: [221, 294, 286, 268, 316, 0, 0],
            lead_times: [330, 190, 160, 120, 200],
            web_phone: [370, 630],
            ages: [130, 70, 60, 50, 60, 80, 200, 280, 70],
            source: "built-in copy of the counts of Hino town, Shiga (R8.3)".to_owned(),
        }
    }

    /// Reads the newest figures from a folder with `hourly.csv`, `weekday.csv`,
    /// `booking_timing.csv`, `booking_method.csv` and `age.csv`.
    ///
    /// # Errors
    /// If a file is missing or its figures can't be read.
    pub fn read(folder: &Path) -> Result<Self, SimulationError> {
        let hourly = Table::read(&folder.join("hourly.csv"))?;
        let mut hours = Vec::new();
        for (name, share) in hourly.newest(None)? {
            let hour = name.strip_suffix("時台").and_then(|hour| hour.parse().ok());
            let hour = hour.filter(|hour| (0..24).contains(hour));
            hours.push((hour.ok_or_else(|| hourly.fault(&name))?, share));
        }
        let weekly = Table::read(&folder.join("weekday.csv"))?;
        let mut weekdays = [0; 7];
        for (name, share) in weekly.newest(None)? {
            let names = ["月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"];
            let day = names.iter().position(|day| name.starts_with(day));
            weekdays[day.ok_or_else(|| weekly.fault(&name))?] = share;
        }
        let (lead_times, newest) = fixed(&folder.join("booking_timing.csv"), None)?;
        let (web_phone, _) = fixed(&folder.join("booking_method.csv"), None)?;
        let (ages, _) = fixed(&folder.join("age.csv"), Some("利用"))?;
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let source = format!("counts in {} ({newest})", name.unwrap_or_default());
        Ok(Self { hours, weekdays, lead_times, web_phone, ages, source })
    }
}

/// A file of counts: a period, perhaps a class, and figures; the newest period last.
struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, SimulationError> {
        let file = path.display().to_string();
        let unreadable = |why: csv::Error| {
            let remedy = "give all files of the profile, or leave the setting out";
            SimulationError::new(ErrorCode::Profile, format!("{file}: {why}"), remedy)
        };
        let mut reader = csv::Reader::from_path(path).map_err(unreadable)?;
        let columns = reader.headers().map_err(unreadable)?.iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect()));
        let rows = rows.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        Ok(Self { file, columns, rows })
    }

    /// The newest row's figures, in tenths, by column; of the class named, if there are classes.
    fn newest(&self, class: Option<&str>) -> Result<Vec<(String, u64)>, SimulationError> {
        let n_labels = if class.is_some() { 2 } else { 1 };
        let of_class = |row: &&Vec<String>| {
            class.is_none_or(|class| row.get(1).is_some_and(|field| field == class))
        };
        let row = self.rows.iter().rfind(of_class).ok_or_else(|| self.fault("no row"))?;
        let figures = self.columns.iter().zip(row).skip(n_labels);
        let figures = figures.map(|(column, figure)| {
            let tenths = tenths(figure).ok_or_else(|| self.fault(column))?;
            Ok((column.clone(), tenths))
        });
        figures.collect()
    }

    fn newest_period(&self) -> String {
        self.rows.last().and_then(|row| row.first()).cloned().unwrap_or_default()
    }

    fn fault(&self, what: &str) -> SimulationError {
        let remedy = "each column but the first is a share; the newest period stands last";
        SimulationError::new(ErrorCode::Profile, format!("{}: {what}", self.file), remedy)
    }
}

/// A table of exactly so many figures, and its newest period.
fn fixed<const N: usize>(
    path: &Path,
    class: Option<&str>,
) -> Result<([u64; N], String), SimulationError> {
    let table = Table::read(path)?;
    let figures: Vec<u64> = table.newest(class)?.into_iter().map(|(_, share)| share).collect();
    let figures = figures.try_into();
    let figures = figures.map_err(|_other: Vec<u64>| table.fault(&format!("not {N} figures")))?;
    Ok((figures, table.newest_period()))
}

/// `29.3` is 293, `17` is 170.
fn tenths(figure: &str) -> Option<u64> {
    let (whole, part) = figure.split_once('.').unwrap_or((figure, "0"));
    let part = part.get(..1)?;
    Some(whole.parse::<u64>().ok()?.checked_mul(10)? + part.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_copy_equals_the_counts_it_was_copied_from() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/demand/hino");
        if !folder.is_dir() {
            println!("skipped: {} is absent", folder.display());
            return;
        }
        let read = Profile::read(&folder).unwrap();
        let built_in = Profile::built_in();
        let tens: Vec<(i64, u64)> =
            built_in.hours.iter().map(|(hour, share)| (*hour, share * 10)).collect();
        assert_eq!(read.hours, tens);
        assert_eq!(read.weekdays, built_in.weekdays);
        assert_eq!(read.lead_times, built_in.lead_times);
        assert_eq!(read.web_phone, built_in.web_phone);
        assert_eq!(read.ages, built_in.ages);
    }

    #[test]
    fn a_missing_file_of_a_profile_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = Profile::read(folder.path()).unwrap_err();
        assert_eq!(error.code, ErrorCode::Profile);
        assert!(error.cause.contains("hourly.csv"), "{error}");
    }

    #[test]
    fn shares_keep_their_first_decimal() {
        assert_eq!(tenths("29.3"), Some(293));
        assert_eq!(tenths("17"), Some(170));
        assert_eq!(tenths("many"), None);
    }
}
