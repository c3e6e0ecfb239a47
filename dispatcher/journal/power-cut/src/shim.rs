//! The C side: SQLite's file system calls, answered from a [`Platter`].
//!
//! Every function is called by SQLite with pointers that SQLite owns and keeps valid for the call;
//! that is the contract each `SAFETY` comment below rests on (sqlite.org/c3ref/vfs.html and
//! sqlite.org/c3ref/io_methods.html).

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::mem::size_of;
use std::ptr::null_mut;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use crate::platter::{Call, Code, Platter};

/// What SQLite knows as a file: its own part first, then a pointer to ours.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    opened: *mut Opened,
}

/// An open file.
struct Opened {
    platter: Arc<Mutex<Platter>>,
    name: String,
    main: bool,
    delete_on_close: bool,
    /// As on Unix: the first sync of a journal that may be new syncs the directory as well.
    sync_directory: bool,
    /// The WAL index: one connection at a time has it, so that it needs no locks.
    shared: Vec<*mut [u64]>,
}

/// What a registered disk refers to.
struct Registered {
    platter: Arc<Mutex<Platter>>,
    /// Gives the time and randomness.
    base: *mut ffi::sqlite3_vfs,
}

/// As on Linux: sectors of 4,096 bytes, and a write changes no byte beside it.
const SECTOR: c_int = 4_096;
const CHARACTERISTICS: c_int = ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE;
const PATH_MAX: c_int = 512;

/// Makes a disk known to SQLite, for as long as the process lives.
pub(crate) fn register(name: &str, platter: Arc<Mutex<Platter>>) -> std::io::Result<()> {
    let name = CString::new(name)?;
    // SAFETY: a null name asks for the default file system, which is never unregistered.
    let base = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
    if base.is_null() {
        return Err(std::io::Error::other("SQLite has no file system of its own"));
    }
    let app = Box::into_raw(Box::new(Registered { platter, base }));
    // All three are leaked on purpose: SQLite keeps the pointers.
    let vfs = Box::leak(Box::new(ffi::sqlite3_vfs {
        iVersion: 2,
        szOsFile: c_int::try_from(size_of::<File>()).map_err(std::io::Error::other)?,
        mxPathname: PATH_MAX,
        pNext: null_mut(),
        zName: name.into_raw(),
        pAppData: app.cast(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_pathname),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(randomness),
        xSleep: Some(sleep),
        xCurrentTime: Some(current_time),
        xGetLastError: None,
        xCurrentTimeInt64: Some(current_time_int64),
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    }));
    // SAFETY: the structure is complete and lives until the process ends.
    match unsafe { ffi::sqlite3_vfs_register(vfs, 0) } {
        ffi::SQLITE_OK => Ok(()),
        code => Err(std::io::Error::other(format!("SQLite refuses the disk with code {code}"))),
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn lock_of(platter: &Mutex<Platter>) -> MutexGuard<'_, Platter> {
    platter.lock().unwrap_or_else(PoisonError::into_inner)
}

fn code(result: Result<(), Code>) -> c_int {
    result.err().unwrap_or(ffi::SQLITE_OK)
}

/// # Safety
/// `vfs` is one that [`register`] made.
unsafe fn registered<'a>(vfs: *mut ffi::sqlite3_vfs) -> &'a Registered {
    // SAFETY: `pAppData` was set by `register` and is never freed.
    unsafe { &*(*vfs).pAppData.cast::<Registered>() }
}

/// # Safety
/// `file` was opened by [`open`] and not closed since.
unsafe fn opened<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Opened {
    // SAFETY: `open` set the pointer, and SQLite uses a file from one thread at a time.
    unsafe { &mut *(*file.cast::<File>()).opened }
}

/// # Safety
/// `name` is null or ends in NUL.
unsafe fn text(name: *const c_char) -> Option<String> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end in NUL.
    Some(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned())
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes the disk it found by name.
    let (disk, name) = unsafe { (registered(vfs), text(name)) };
    // SAFETY: SQLite gives `szOsFile` bytes for the file; null methods mean "not open".
    unsafe { (*file).pMethods = std::ptr::null() };
    let mut platter = lock_of(&disk.platter);
    if let Err(code) = platter.call(Call::Open) {
        return code;
    }
    let temporary = name.is_none();
    let name = name.unwrap_or_else(|| format!("temporary-{}", platter.n_calls));
    let main = flags & ffi::SQLITE_OPEN_MAIN_DB != 0;
    let n_opens = platter.n_opens.get(&name).copied().unwrap_or(0);
    let absent = !platter.exists(&name) && flags & ffi::SQLITE_OPEN_CREATE == 0;
    if absent || (main && n_opens != 0) {
        return ffi::SQLITE_CANTOPEN;
    }
    platter.create(&name);
    if main {
        platter.n_opens.insert(name.clone(), 1);
    }
    let journals = ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;
    let journal = flags & (journals | ffi::SQLITE_OPEN_WAL) != 0;
    let sync_directory = journal && flags & ffi::SQLITE_OPEN_CREATE != 0;
    let delete_on_close = temporary || flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0;
    let platter = Arc::clone(&disk.platter);
    let shared = Vec::new();
    let opened = Opened { platter, name, main, delete_on_close, sync_directory, shared };
    // SAFETY: as above; `out_flags` is null or writable.
    unsafe {
        (*file.cast::<File>()).opened = Box::into_raw(Box::new(opened));
        (*file).pMethods = &raw const METHODS;
        if let Some(out) = out_flags.as_mut() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: `open` made the box; SQLite closes once.
    let opened = unsafe { Box::from_raw((*file.cast::<File>()).opened) };
    // SAFETY: the file is SQLite's to reuse.
    unsafe { (*file).pMethods = std::ptr::null() };
    let mut platter = lock_of(&opened.platter);
    if opened.main {
        platter.n_opens.remove(&opened.name);
    }
    if opened.delete_on_close {
        platter.delete(&opened.name, true);
    }
    for region in &opened.shared {
        // SAFETY: `shm_map` made the box, and SQLite has let go of the file.
        drop(unsafe { Box::from_raw(*region) });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    out: *mut c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let (Ok(length), Ok(offset)) = (usize::try_from(amount), usize::try_from(offset)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    // SAFETY: SQLite gives `amount` writable bytes.
    let (file, out) =
        unsafe { (opened(file), std::slice::from_raw_parts_mut(out.cast::<u8>(), length)) };
    let mut platter = lock_of(&file.platter);
    if let Err(code) = platter.call(Call::Read) {
        return code;
    }
    let held = platter.seen(&file.name).and_then(|bytes| bytes.get(offset..)).unwrap_or_default();
    let n_bytes = held.len().min(length);
    let (filled, rest) = out.split_at_mut(n_bytes);
    filled.copy_from_slice(held.split_at(n_bytes).0);
    rest.fill(0);
    if n_bytes == length { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_SHORT_READ }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let (Ok(length), Ok(offset)) = (usize::try_from(amount), usize::try_from(offset)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite gives `amount` readable bytes.
    let (file, bytes) =
        unsafe { (opened(file), std::slice::from_raw_parts(bytes.cast::<u8>(), length)) };
    let mut platter = lock_of(&file.platter);
    code(platter.call(Call::Write).map(|()| platter.write(&file.name, offset, bytes)))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    let Ok(size) = usize::try_from(size) else { return ffi::SQLITE_IOERR_TRUNCATE };
    // SAFETY: the file is open.
    let file = unsafe { opened(file) };
    let mut platter = lock_of(&file.platter);
    code(platter.call(Call::Truncate).map(|()| platter.truncate(&file.name, size)))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: the file is open.
    let file = unsafe { opened(file) };
    let mut platter = lock_of(&file.platter);
    match platter.call(Call::Sync) {
        Ok(()) => {
            platter.sync(&file.name);
            if std::mem::take(&mut file.sync_directory) {
                platter.sync_directory();
            }
            ffi::SQLITE_OK
        }
        Err(code) => {
            platter.forget(&file.name);
            code
        }
    }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: the file is open, and SQLite gives a writable number.
    let (file, out) = unsafe { (opened(file), &mut *out) };
    let size = lock_of(&file.platter).seen(&file.name).map_or(0, Vec::len);
    match i64::try_from(size) {
        Ok(size) => {
            *out = size;
            ffi::SQLITE_OK
        }
        Err(_) => ffi::SQLITE_IOERR_FSTAT,
    }
}

unsafe extern "C" fn lock(_file: *mut ffi::sqlite3_file, _level: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: SQLite gives a writable number.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(
    _file: *mut ffi::sqlite3_file,
    _operation: c_int,
    _argument: *mut c_void,
) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_file: *mut ffi::sqlite3_file) -> c_int {
    SECTOR
}

unsafe extern "C" fn device_characteristics(_file: *mut ffi::sqlite3_file) -> c_int {
    CHARACTERISTICS
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: the file is open, and SQLite gives a writable pointer.
    let (file, out) = unsafe { (opened(file), &mut *out) };
    let (Ok(region), Ok(size)) = (usize::try_from(region), usize::try_from(size)) else {
        return ffi::SQLITE_IOERR_SHMMAP;
    };
    while extend != 0 && file.shared.len() <= region {
        // Numbers of up to 32 bits are kept here: `u64` gives the alignment.
        let words = vec![0_u64; size.div_ceil(8)].into_boxed_slice();
        file.shared.push(Box::into_raw(words));
    }
    *out = file.shared.get(region).map_or(null_mut(), |words| words.cast::<c_void>());
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(
    _file: *mut ffi::sqlite3_file,
    _offset: c_int,
    _n: c_int,
    _flags: c_int,
) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_barrier(_file: *mut ffi::sqlite3_file) {
    std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(_file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_dir: c_int,
) -> c_int {
    // SAFETY: SQLite passes the disk it found by name, and a name.
    let (disk, name) = unsafe { (registered(vfs), text(name).unwrap_or_default()) };
    let mut platter = lock_of(&disk.platter);
    if let Err(code) = platter.call(Call::Delete) {
        return code;
    }
    if !platter.exists(&name) {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    platter.delete(&name, sync_dir != 0);
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as for `delete`; SQLite gives a writable number.
    unsafe {
        let name = text(name).unwrap_or_default();
        *out = c_int::from(lock_of(&registered(vfs).platter).exists(&name));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite's names end in NUL.
    let path = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    // The disk has one directory.
    let bytes = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    if !usize::try_from(room).is_ok_and(|room| bytes.len() <= room) {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: SQLite gives `room` writable bytes, which were found to be enough.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(
    vfs: *mut ffi::sqlite3_vfs,
    length: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: the default file system answers for the same arguments.
    unsafe {
        let base = registered(vfs).base;
        (*base).xRandomness.map_or(0, |ask| ask(base, length, out))
    }
}

unsafe extern "C" fn sleep(vfs: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    // SAFETY: as above.
    unsafe {
        let base = registered(vfs).base;
        (*base).xSleep.map_or(0, |ask| ask(base, micros))
    }
}

unsafe extern "C" fn current_time(vfs: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: as above.
    unsafe {
        let base = registered(vfs).base;
        (*base).xCurrentTime.map_or(ffi::SQLITE_ERROR, |ask| ask(base, out))
    }
}

unsafe extern "C" fn current_time_int64(vfs: *mut ffi::sqlite3_vfs, out: *mut i64) -> c_int {
    // SAFETY: as above.
    unsafe {
        let base = registered(vfs).base;
        (*base).xCurrentTimeInt64.map_or(ffi::SQLITE_ERROR, |ask| ask(base, out))
    }
}
