//! The charts, as Vega-Lite 6 specifications with their data inside.

use serde_json::{Value, json};

use super::shares::{class_name, classes, load};
use super::words::{NO_SHOW, SERVED, cause};
use crate::outcome::{Fate, Outcome, PolicyOutcome, figures};

/// Each chart with the id of its place on the page.
pub(super) fn charts(outcome: &Outcome) -> Vec<Value> {
    let chart = |id: &str, spec: Value| json!({ "id": id, "spec": with_frame(spec) });
    vec![
        chart("chart-outcome", outcomes(outcome)),
        chart("chart-wait", waits(outcome)),
        chart("chart-ride", rides(outcome)),
        chart("chart-detour", detours(outcome)),
        chart("chart-km", kilometres(outcome)),
        chart("chart-aboard", people(outcome, "乗車中 / aboard", |(_, aboard)| aboard)),
        chart("chart-waiting", people(outcome, "待っている / waiting", |(waiting, _)| waiting)),
        chart("chart-cost", costs(outcome)),
    ]
}

/// What all charts have in common. Colours are told apart by the colour-blind (Okabe and Ito).
fn with_frame(mut spec: Value) -> Value {
    if let Some(spec) = spec.as_object_mut() {
        spec.insert("$schema".into(), json!("https://vega.github.io/schema/vega-lite/v6.json"));
        spec.insert("width".into(), json!("container"));
        spec.insert("autosize".into(), json!({ "type": "fit", "contains": "padding" }));
        spec.insert(
            "config".into(),
            json!({
                "font": "system-ui, 'Noto Sans JP', 'Hiragino Sans', sans-serif",
                "axis": { "labelFontSize": 13, "titleFontSize": 13, "labelLimit": 260 },
                "legend": { "labelFontSize": 13, "titleFontSize": 13, "labelLimit": 460, "orient": "bottom", "columns": 2 },
                "range": { "category": ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#000000"] },
                "view": { "stroke": null }
            }),
        );
    }
    spec
}

fn both((ja, en): (&str, &str)) -> String {
    format!("{ja} / {en}")
}

/// A policy's short name on an axis.
fn name(policy: &PolicyOutcome) -> &str {
    &policy.setting.title.ja
}

fn names(outcome: &Outcome) -> Vec<&str> {
    outcome.policies.iter().map(name).collect()
}

fn policy_axis(outcome: &Outcome) -> Value {
    json!({ "field": "policy", "type": "nominal", "title": null, "sort": names(outcome) })
}

fn policy_colour(outcome: &Outcome) -> Value {
    json!({ "field": "policy", "type": "nominal", "title": null, "scale": { "domain": names(outcome) } })
}

fn outcomes(outcome: &Outcome) -> Value {
    let mut order = vec![both(SERVED), both(NO_SHOW)];
    let mut values = Vec::new();
    for policy in &outcome.policies {
        let figures = &policy.figures;
        let mut add = |what: String, rank: usize, count: u64| {
            let row = json!({ "policy": name(policy), "what": what, "rank": rank, "count": count });
            values.push(row);
        };
        add(both(SERVED), 0, figures.served);
        if 0 < figures.no_shows {
            add(both(NO_SHOW), 1, figures.no_shows);
        }
        for (code, count) in &figures.rejected {
            let what = both(cause(code));
            if !order.contains(&what) {
                order.push(what.clone());
            }
            let rank = order.iter().position(|known| *known == what).unwrap_or(0);
            add(what, rank, *count);
        }
    }
    let colours = [
        "#0072b2", "#000000", "#d55e00", "#e69f00", "#cc79a7", "#f0e442", "#999999", "#56b4e9",
        "#8c564b", "#009e73",
    ];
    let range: Vec<&str> = colours.iter().copied().cycle().take(order.len()).collect();
    json!({
        "height": { "step": 42 },
        "data": { "values": values },
        "mark": "bar",
        "encoding": {
            "y": policy_axis(outcome),
            "x": { "field": "count", "type": "quantitative", "aggregate": "sum", "title": "件数 / requests" },
            "color": { "field": "what", "type": "nominal", "title": null, "scale": { "domain": order, "range": range } },
            "order": { "field": "rank", "type": "quantitative" },
            "tooltip": [{ "field": "policy" }, { "field": "what" }, { "field": "count" }]
        }
    })
}

/// Shares of the served in classes of time, a line for each policy.
fn distribution(
    outcome: &Outcome,
    title: &str,
    width: i64,
    n_classes: usize,
    times: impl Fn(&PolicyOutcome) -> Vec<noriai_units::Seconds>,
) -> Value {
    let mut values = Vec::new();
    for policy in &outcome.policies {
        let counts = classes(times(policy).into_iter(), width, n_classes);
        let all = counts.iter().sum::<u64>().max(1);
        for (class, count) in counts.iter().enumerate() {
            values.push(json!({
                "policy": name(policy),
                "minutes": class_name(class, width, n_classes),
                "share": f64::from(u32::try_from(count * 1_000 / all).unwrap_or(0)) / 1_000.0,
                "count": count,
            }));
        }
    }
    let order: Vec<String> = (0..n_classes).map(|n| class_name(n, width, n_classes)).collect();
    json!({
        "height": 320,
        "data": { "values": values },
        "mark": { "type": "line", "point": true, "strokeWidth": 2 },
        "encoding": {
            "x": { "field": "minutes", "type": "ordinal", "sort": order, "title": title, "axis": { "labelAngle": 0 } },
            "y": { "field": "share", "type": "quantitative", "title": "割合 / share", "axis": { "format": "%" } },
            "color": policy_colour(outcome),
            "tooltip": [{ "field": "policy" }, { "field": "minutes" }, { "field": "count" }]
        }
    })
}

fn waits(outcome: &Outcome) -> Value {
    distribution(outcome, "待ち時間（分） / wait, min", 5, 13, |policy| {
        let served = policy.day.rides.iter().filter(|ride| ride.fate == Fate::Served);
        served.filter_map(|ride| figures::wait(ride, outcome.requests.get(ride.request)?)).collect()
    })
}

fn rides(outcome: &Outcome) -> Value {
    distribution(outcome, "乗車時間（分） / ride, min", 5, 13, |policy| {
        policy.day.rides.iter().filter_map(|ride| ride.ride()).collect()
    })
}

fn detours(outcome: &Outcome) -> Value {
    distribution(outcome, "遠回り（分） / detour, min", 2, 13, |policy| {
        policy.day.rides.iter().filter_map(|ride| ride.detour()).collect()
    })
}

fn kilometres(outcome: &Outcome) -> Value {
    let values = outcome.policies.iter().flat_map(|policy| {
        let row = |what: &str, rank: u8, km: f64| {
            json!({ "policy": name(policy), "what": what, "rank": rank, "km": km })
        };
        [
            row("実車 / with riders", 0, figures::km(policy.figures.loaded)),
            row("空車 / empty", 1, figures::km(policy.figures.empty)),
        ]
    });
    let values: Vec<Value> = values.collect();
    json!({
        "height": { "step": 42 },
        "data": { "values": values },
        "mark": "bar",
        "encoding": {
            "y": policy_axis(outcome),
            "x": { "field": "km", "type": "quantitative", "title": "走行距離（km） / vehicle km" },
            "color": { "field": "what", "type": "nominal", "title": null, "scale": { "range": ["#0072b2", "#bbbbbb"] } },
            "order": { "field": "rank", "type": "quantitative" },
            "tooltip": [{ "field": "policy" }, { "field": "what" }, { "field": "km", "format": ",.0f" }]
        }
    })
}

/// People by quarter hour: of those waiting and those aboard the ones that `which` picks.
fn people(outcome: &Outcome, title: &str, which: fn((u64, u64)) -> u64) -> Value {
    let mut values = Vec::new();
    for policy in &outcome.policies {
        for (hour, waiting, aboard) in load(outcome, policy) {
            let people = which((waiting, aboard));
            values.push(json!({ "policy": name(policy), "hour": hour, "people": people }));
        }
    }
    json!({
        "height": 320,
        "data": { "values": values },
        "mark": { "type": "line", "strokeWidth": 2, "interpolate": "step-after" },
        "encoding": {
            "x": {
                "field": "hour", "type": "quantitative", "title": "時刻（時） / hour",
                "scale": { "domain": [6, 20], "nice": false },
                "axis": { "format": "d", "tickCount": 14 }
            },
            "y": { "field": "people", "type": "quantitative", "title": title },
            "color": policy_colour(outcome),
            "tooltip": [{ "field": "policy" }, { "field": "hour" }, { "field": "people" }]
        }
    })
}

fn costs(outcome: &Outcome) -> Value {
    let values = outcome.policies.iter().flat_map(|policy| {
        let people = i64::try_from(policy.figures.people).unwrap_or(0).max(1);
        let each = |yen: noriai_units::Yen| yen.whole() / people;
        let row =
            |what: &str, yen: i64| json!({ "policy": name(policy), "what": what, "yen": yen });
        [
            row("費用 / cost", each(policy.figures.cost)),
            row("運賃 / fare", each(policy.figures.fares)),
        ]
    });
    let values: Vec<Value> = values.collect();
    json!({
        "height": { "step": 20 },
        "data": { "values": values },
        "mark": "bar",
        "encoding": {
            "y": policy_axis(outcome),
            "yOffset": { "field": "what", "type": "nominal" },
            "x": { "field": "yen", "type": "quantitative", "title": "一人あたり（円） / yen a rider" },
            "color": { "field": "what", "type": "nominal", "title": null, "scale": { "range": ["#d55e00", "#009e73"] } },
            "tooltip": [{ "field": "policy" }, { "field": "what" }, { "field": "yen", "format": ",.0f" }]
        }
    })
}
