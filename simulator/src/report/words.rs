//! The report's words in both languages.

/// A text in Japanese and in English.
pub(super) type Words = (&'static str, &'static str);

/// What became of a request.
pub(super) const SERVED: Words = ("乗車できた", "served");
/// Booked, but not there.
pub(super) const NO_SHOW: Words = ("予約したが現れず", "no-show");

/// Why a request was not served, by its stable code.
pub(super) fn cause(code: &str) -> Words {
    match code {
        "wait" => ("待ち時間が長すぎる", "wait too long"),
        "arrival" => ("希望の到着時刻に間に合わない", "arrival too late"),
        "ride" => ("遠回りが長すぎる", "ride too long"),
        "others_promise" => ("先の利用者との約束が守れない", "another rider would be late"),
        "load" => ("満席", "full"),
        "not_shared" => ("車が空いていない", "vehicle taken"),
        "no_vehicle_fits" => ("乗れる車がない", "no vehicle is large enough"),
        "shift_end" => ("運行時間の終わり", "end of the shift"),
        "break" => ("運転手の休憩", "driver's break"),
        "no_shift" => ("運行時間外", "outside service hours"),
        "too_late" => ("申込みが遅すぎる", "asked too late for the time wished"),
        "too_early" => ("申込みが早すぎる", "asked too early"),
        "declined" => ("案内した時刻が合わない", "offered times do not suit"),
        "asked_too_late" => ("前日までに申し込んでいない", "not booked by the day before"),
        "no_stop_near" => ("歩ける範囲に乗降場所がない", "no stop within walking distance"),
        "same_stop" => ("同じ乗降場所（歩ける距離）", "same stop: walking distance"),
        "no_line" => ("路線が通っていない", "no line goes there"),
        "no_run" => ("時刻が合わない", "no run at a suitable time"),
        "no_road_near" => ("近くに道路がない", "no road near"),
        "no_road" => ("道路がつながっていない", "no road leads there"),
        "same_place" => ("出発地と目的地が同じ", "same place"),
        _ => ("その他", "other"),
    }
}

/// `1234567` as `1,234,567`.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (index, digit) in digits.chars().enumerate() {
        if index != 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text for a page: names come from maps and scenarios.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let grouped: Vec<String> = [0, 999, 1_000, -1_234_567].map(grouped).into();
        assert_eq!(grouped, ["0", "999", "1,000", "-1,234,567"]);
    }

    #[test]
    fn names_cannot_break_out_of_the_page() {
        assert_eq!(escaped("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
