//! The keys of drivers and operators: made at the first start, kept in a file that only its owner
//! reads, never logged.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use noriai_core::VehicleId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::authz::Caller;
use crate::failure::Failure;

/// The digests of all staff keys. The keys themselves are not kept in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    known: Vec<([u8; 32], Caller)>,
}

/// The file's content.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    operator: String,
    #[serde(default)]
    drivers: BTreeMap<String, String>,
}

const FILE: &str = "keys.toml";

impl Keys {
    /// Reads the file in the data directory; makes it, or the keys it lacks, with fresh keys.
    pub(crate) fn open(data: &Path, vehicles: &[VehicleId]) -> Result<(Self, PathBuf), Failure> {
        let path = data.join(FILE);
        let mut file = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<KeyFile>(&text).map_err(|fault| {
                let cause = format!("{}: {}", path.display(), fault.message());
                Failure::new("keys_damaged", cause, "restore the file, or delete it for fresh keys")
            })?,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => KeyFile::default(),
            Err(fault) => return Err(Failure::file("keys_unreadable", &path, &fault)),
        };
        let mut is_new = false;
        if file.operator.is_empty() {
            file.operator = fresh("operator")?;
            is_new = true;
        }
        for vehicle in vehicles {
            let name = vehicle.to_string();
            if let Entry::Vacant(place) = file.drivers.entry(name) {
                place.insert(fresh("driver")?);
                is_new = true;
            }
        }
        if is_new {
            write(&path, &file)?;
        }
        Ok((Self::of(&file), path))
    }

    fn of(file: &KeyFile) -> Self {
        let operator = [(digest(&file.operator), Caller::Operator)];
        let drivers = file.drivers.iter().filter_map(|(vehicle, key)| {
            Some((digest(key), Caller::Driver(vehicle.parse().ok()?)))
        });
        Self { known: operator.into_iter().chain(drivers).collect() }
    }

    /// Whose key it is. Every key is compared whole, so that the time taken tells nothing.
    pub(crate) fn caller(&self, key: &str) -> Option<Caller> {
        let asked = digest(key);
        let mut found = None;
        for (known, caller) in &self.known {
            let differs = known.iter().zip(asked).fold(0, |sum, (a, b)| sum | (a ^ b));
            if differs == 0 {
                found = Some(*caller);
            }
        }
        found
    }
}

fn digest(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// A key of 256 random bits.
fn fresh(kind: &str) -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|fault| {
        Failure::new("no_randomness", fault.to_string(), "run on a system with a random source")
    })?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{kind}_{digits}"))
}

/// Writes beside and renames, so that a crash leaves the old file or the new one.
fn write(path: &Path, file: &KeyFile) -> Result<(), Failure> {
    let keys = toml::to_string(file).map_err(|fault| {
        Failure::new("keys_unwritable", fault.to_string(), "report this: the program is at fault")
    })?;
    let text = format!(
        "# Keys of the control room and of each vehicle's tablet. Keep them secret.\n{keys}"
    );
    let beside = path.with_extension("toml.new");
    let failed = |fault: std::io::Error| Failure::file("keys_unwritable", path, &fault);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&beside).map_err(failed)?;
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_only_their_owner_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let vehicles = [VehicleId(1), VehicleId(2)];
        let (keys, path) = Keys::open(folder.path(), &vehicles).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let (again, _) = Keys::open(folder.path(), &vehicles).unwrap();
        assert_eq!(text, std::fs::read_to_string(&path).unwrap());
        let file: KeyFile = toml::from_str(&text).unwrap();
        for keys in [keys, again] {
            assert_eq!(keys.caller(&file.operator), Some(Caller::Operator));
            assert_eq!(keys.caller(&file.drivers["veh_2"]), Some(Caller::Driver(VehicleId(2))));
            assert_eq!(keys.caller("operator_"), None);
            assert_eq!(keys.caller(""), None);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_new_vehicle_gets_a_key_and_the_others_keep_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let (_, path) = Keys::open(folder.path(), &[VehicleId(1)]).unwrap();
        let before: KeyFile = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        Keys::open(folder.path(), &[VehicleId(1), VehicleId(9)]).unwrap();
        let after: KeyFile = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(before.drivers["veh_1"], after.drivers["veh_1"]);
        assert!(after.drivers.contains_key("veh_9"));
    }
}
