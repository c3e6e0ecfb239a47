//! The page around charts, map and table.

use super::table;
use super::words::{escaped, grouped};
use crate::calendar::write_time;
use crate::outcome::{Outcome, PolicyOutcome};

/// The page's form, with marks where its parts go.
const FORM: &str = include_str!("page.html");

pub(super) fn page(outcome: &Outcome, data: &str, script: &str) -> String {
    let scenario = &outcome.scenario;
    // The data and the script come last: nothing in them is taken for a mark.
    let parts = [
        ("@title_ja@", escaped(&scenario.title.ja)),
        ("@title_en@", escaped(&scenario.title.en)),
        ("@facts@", facts(outcome)),
        ("@summary@", outcome.policies.iter().map(summary).collect()),
        ("@checker@", checker(outcome)),
        ("@table@", table::html(outcome)),
        ("@policies@", options(outcome)),
    ];
    let mut page = FORM.to_owned();
    for (mark, part) in parts {
        page = page.replace(mark, &part);
    }
    let (before, after) = page.split_once("@data@").unwrap_or((&page, ""));
    let (between, after) = after.split_once("@script@").unwrap_or((after, ""));
    [before, data, between, script, after].concat()
}

fn facts(outcome: &Outcome) -> String {
    let scenario = &outcome.scenario;
    let first = outcome.requests.first().map(|first| write_time(first.asked_at));
    let fact = |ja: &str, en: &str, value: &str| {
        format!("<dt>{ja} <span lang=\"en\">{en}</span></dt><dd>{}</dd>\n", escaped(value))
    };
    [
        fact("運行日", "day", &scenario.day.to_string()),
        fact("地図", "map", &outcome.world.source),
        fact("申込み", "requests", &grouped(outcome.requests.len() as i64)),
        fact("最初の申込み", "first request", &first.unwrap_or_default()),
        fact("需要の出典", "demand", &outcome.demand_source),
        fact("車両", "vehicles", &scenario.n_vehicles().to_string()),
        fact("乱数の種", "seed", &scenario.seed.to_string()),
    ]
    .concat()
}

/// One sentence in each language.
fn summary(policy: &PolicyOutcome) -> String {
    let (title, figures) = (&policy.setting.title, &policy.figures);
    let percent = figures.served * 100 / figures.requests.max(1);
    let wait = figures.wait.mean.minutes_up();
    let cost = figures.cost_per_person().map_or_else(String::new, |yen| grouped(yen.whole()));
    let ja = format!(
        "<strong>{}</strong>：申込みの {percent} % が乗車でき、待ち時間は平均 {wait} 分、一人あたりの費用は {cost} 円。",
        escaped(&title.ja)
    );
    let en = format!(
        "{}: {percent} % of requests served, mean wait {wait} min, cost {cost} yen a person.",
        escaped(&title.en)
    );
    format!("<li>{ja}<br><span lang=\"en\">{en}</span></li>\n")
}

fn checker(outcome: &Outcome) -> String {
    match outcome.checker_violations() {
        0 => "検査：定員・約束の時刻・乗車時間・勤務時間の違反は一件もありませんでした。<br>\
              <span lang=\"en\">Checked independently: no violation of capacity, promised times, \
              ride times or working hours.</span>"
            .to_owned(),
        n => format!(
            "<strong>検査：違反が {n} 件あります。この結果は使わないでください。</strong><br>\
             <span lang=\"en\">The checker found {n} violations: do not use these results.</span>"
        ),
    }
}

fn options(outcome: &Outcome) -> String {
    let options = outcome.policies.iter().enumerate().map(|(index, policy)| {
        format!("<option value=\"{index}\">{}</option>", escaped(&policy.setting.title.ja))
    });
    options.collect()
}
