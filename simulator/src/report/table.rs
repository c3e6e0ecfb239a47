//! The table of figures.

use noriai_units::{Seconds, Yen};

use super::words::{Words, escaped, grouped};
use crate::outcome::Outcome;
use crate::outcome::figures::{Figures, Spread, km, seconds};

/// The rows of the table: the words, and the figure of a policy.
type Row = (Words, fn(&Figures) -> String);

const ROWS: [Row; 17] = [
    (("申込み（件）", "requests"), |f| count(f.requests)),
    (("乗車できた（件）", "served"), |f| count(f.served)),
    (("乗車できた割合", "share served"), |f| {
        format!("{} %", f.served * 100 / f.requests.max(1))
    }),
    (("断った（件）", "not served"), |f| count(f.n_rejected())),
    (("予約したが現れず（件）", "no-shows"), |f| count(f.no_shows)),
    (("運んだ人数", "people carried"), |f| count(f.people)),
    (
        ("待ち時間 平均 / 95 % がこれ以内（分）", "wait, mean / 95 % within, min"),
        |f| spread(f.wait),
    ),
    (("乗車時間 平均 / 95 %（分）", "ride, mean / 95 %, min"), |f| spread(f.ride)),
    (("遠回り 平均 / 95 %（分）", "detour, mean / 95 %, min"), |f| spread(f.detour)),
    (("徒歩 平均 / 95 %（分）", "on foot, mean / 95 %, min"), |f| spread(f.walk)),
    (("乗合率（一運行あたり人数）", "riders per trip"), |f| {
        format!("{:.2}", f.riders_per_trip)
    }),
    (("走行距離 実車 / 空車（km）", "vehicle km, with riders / empty"), |f| {
        format!("{:.0} / {:.0}", km(f.loaded), km(f.empty))
    }),
    (("運転手の時間（時間）", "driver hours"), |f| {
        format!("{:.1}", seconds(f.driver_time) / 3_600.0)
    }),
    (("費用（円）", "cost, yen"), |f| grouped(f.cost.whole())),
    (("運賃収入（円）", "fares, yen"), |f| grouped(f.fares.whole())),
    (("公費負担（円）", "subsidy, yen"), |f| grouped(f.subsidy().whole())),
    (("一人あたり費用（円）", "cost per person, yen"), |f| {
        f.cost_per_person().map_or_else(|| "-".to_owned(), |yen: Yen| grouped(yen.whole()))
    }),
];

pub(super) fn html(outcome: &Outcome) -> String {
    let mut html = "<table><thead><tr><th scope=\"col\"></th>".to_owned();
    for policy in &outcome.policies {
        let title = &policy.setting.title;
        let (ja, en) = (escaped(&title.ja), escaped(&title.en));
        html.push_str(&format!("<th scope=\"col\">{ja}<br><span lang=\"en\">{en}</span></th>"));
    }
    html.push_str("</tr></thead><tbody>\n");
    for ((ja, en), figure) in ROWS {
        html.push_str(&format!("<tr><th scope=\"row\">{ja}<br><span lang=\"en\">{en}</span></th>"));
        for policy in &outcome.policies {
            html.push_str(&format!("<td>{}</td>", figure(&policy.figures)));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>");
    html
}

fn count(count: u64) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

fn spread(spread: Spread) -> String {
    let minutes = |time: Seconds| seconds(time) / 60.0;
    format!("{:.1} / {:.1}", minutes(spread.mean), minutes(spread.p95))
}
