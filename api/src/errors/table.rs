//! The one table of codes. Words in braces are filled in with the case's own numbers.

/// One code and all that is said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Stable: part of the API.
    pub(crate) code: &'static str,
    /// The HTTP status it comes with; 200 for the reasons that an answer without offers gives.
    pub(crate) status: u16,
    /// What happened.
    pub(crate) cause: &'static str,
    /// What the reader can do.
    pub(crate) remedy: &'static str,
    /// What happened, in Japanese.
    pub(crate) cause_ja: &'static str,
    /// What the reader can do, in Japanese.
    pub(crate) remedy_ja: &'static str,
}

macro_rules! table {
    ($($code:literal $status:literal {
        en: $cause:literal, $remedy:literal;
        ja: $cause_ja:literal, $remedy_ja:literal;
    })*) => {
        /// All codes, in the order of the manual.
        pub(crate) const TABLE: &[Entry] = &[$(Entry {
            code: $code,
            status: $status,
            cause: $cause,
            remedy: $remedy,
            cause_ja: $cause_ja,
            remedy_ja: $remedy_ja,
        }),*];
    };
}

table! {
    // Why no ride can be offered.
    "empty_party" 200 {
        en: "Nobody is to travel.", "Say how many people want to ride.";
        ja: "乗る人数が0人です。", "乗る人数を入れてください。";
    }
    "same_place" 200 {
        en: "Pickup and drop-off are the same place.", "Choose another place to go to.";
        ja: "乗る場所と降りる場所が同じです。", "別の行き先を選んでください。";
    }
    "too_late" 200 {
        en: "The wished time is past, or leaves less time than the drive takes.", "Choose a later time.";
        ja: "ご希望の時刻が過ぎているか、移動に必要な時間が足りません。", "もっと後の時刻を選んでください。";
    }
    "too_early" 200 {
        en: "Bookings are taken {horizon_days} days ahead.", "Choose an earlier day, or ask again nearer to the day.";
        ja: "予約は{horizon_days}日先までです。", "もっと近い日を選ぶか、日が近くなってからお試しください。";
    }
    "not_a_stop" 200 {
        en: "Riders board and alight at designated stops only, here or everywhere.", "Choose a stop.";
        ja: "この地区の乗り降りは決められた乗降場所に限られます。", "乗降場所を選んでください。";
    }
    "out_of_area" 200 {
        en: "The {end} lies outside the service area.", "Choose a place within the area.";
        ja: "{end}が運行区域の外です。", "運行区域の中の場所を選んでください。";
    }
    "zone_pair_not_served" 200 {
        en: "No rides lead from here to there: from {from} to {to}.", "From here rides lead to: {reachable}.";
        ja: "{from}から{to}への移動にはご利用いただけません。", "ここから行けるのは次の地区です: {reachable}";
    }
    "no_road" 200 {
        en: "No road leads from the pickup to the drop-off.", "Choose a place beside another road.";
        ja: "乗る場所から降りる場所へ通じる道がありません。", "別の道沿いの場所を選んでください。";
    }
    "no_shift" 200 {
        en: "No vehicle is on duty at that time.", "Choose a time within the service hours.";
        ja: "その時刻に運行している車両がありません。", "運行時間内の時刻を選んでください。";
    }
    "no_vehicle_fits" 200 {
        en: "The party needs {wanted} {kind}; the largest vehicle has {held}.", "Travel in two parties, or telephone.";
        ja: "{kind}が{wanted}必要ですが、いちばん大きい車両でも{held}です。", "二組に分けて予約するか、お電話ください。";
    }
    "not_equipped" 200 {
        en: "No vehicle on duty has {missing}.", "Choose another time, or telephone.";
        ja: "{missing}のある車両が運行していません。", "別の時刻を選ぶか、お電話ください。";
    }
    "vehicle_not_allowed" 200 {
        en: "None of the vehicles that this trip may use is on duty.", "Choose another time, or telephone.";
        ja: "このご利用に使える車両が運行していません。", "別の時刻を選ぶか、お電話ください。";
    }
    "needs_attendant" 200 {
        en: "Somebody in the party does not travel without an attendant, and no vehicle on duty has one.", "Travel with somebody, choose another time, or telephone.";
        ja: "お一人では乗れない方のご利用ですが、介助者の乗る車両が運行していません。", "付き添いの方と乗るか、別の時刻を選ぶか、お電話ください。";
    }
    "load" 200 {
        en: "The vehicles that could come are full.", "Choose another time.";
        ja: "向かえる車両が満員です。", "別の時刻を選んでください。";
    }
    "wait" 200 {
        en: "No vehicle can be there in time: the first would be {late_min} min too late.", "Choose a later time.";
        ja: "時間内に向かえる車両がありません。早くても{late_min}分遅れます。", "もっと後の時刻を選んでください。";
    }
    "arrival" 200 {
        en: "The arrival would be {late_min} min too late.", "Choose a later arrival.";
        ja: "到着が{late_min}分遅くなります。", "もっと遅い到着時刻を選んでください。";
    }
    "ride" 200 {
        en: "The detour would make the ride {longer_min} min too long.", "Choose another time.";
        ja: "回り道のため、乗車時間が{longer_min}分長くなりすぎます。", "別の時刻を選んでください。";
    }
    "others_promise" 200 {
        en: "Somebody who booked before would be {late_min} min late.", "Choose another time.";
        ja: "先に予約した方が{late_min}分遅れてしまいます。", "別の時刻を選んでください。";
    }
    "shift_end" 200 {
        en: "The vehicle would be back {late_min} min after the end of the shift.", "Choose an earlier time.";
        ja: "車両が勤務の終わりより{late_min}分遅く戻ることになります。", "もっと早い時刻を選んでください。";
    }
    "break" 200 {
        en: "The driver's break stands in the way.", "Choose another time.";
        ja: "運転手の休憩時間と重なります。", "別の時刻を選んでください。";
    }
    "not_shared" 200 {
        en: "The vehicles are taken by other parties.", "Choose another time.";
        ja: "車両は他のお客様が利用中です。", "別の時刻を選んでください。";
    }
    "kept_for_immediate" 200 {
        en: "The vehicle that could come is kept for those who ask on the spot.", "Choose another time, or ask again from {from} on {from_date} on.";
        ja: "向かえる車両は、当日すぐに乗りたい方のために空けてあります。", "別の時刻を選ぶか、{from_date}の{from}以降にもう一度お試しください。";
    }
    "outside_service_hours" 200 {
        en: "The service does not run there at that time.", "Choose a time within its hours; the next are {date}, {opens} to {closes}.";
        ja: "その時刻は運行していません。", "運行時間内の時刻を選んでください。次の運行は{date}の{opens}から{closes}までです。";
    }

    // Why a booking or a driver's report changes nothing.
    "booking_id_taken" 409 {
        en: "This booking id stands for another booking.", "Make a new id and book again.";
        ja: "この予約番号は別の予約に使われています。", "新しい番号で予約し直してください。";
    }
    "offer_expired" 410 {
        en: "The offer was not accepted in time.", "Ask for new offers.";
        ja: "ご案内の期限が切れました。", "もう一度検索してください。";
    }
    "offer_unknown" 410 {
        en: "The offer is not known here any more.", "Ask for new offers.";
        ja: "このご案内はもう有効ではありません。", "もう一度検索してください。";
    }
    "offer_gone" 409 {
        en: "The offer can't be kept any more: somebody else was quicker.", "Choose one of the fresh offers, or ask again.";
        ja: "このご案内は、ほかの予約が先に入ったため使えなくなりました。", "新しいご案内から選ぶか、もう一度検索してください。";
    }
    "no_such_booking" 404 {
        en: "There is no such booking.", "Check the booking's id and the key it was made with.";
        ja: "その予約は見つかりません。", "予約番号と、予約に使った端末をお確かめください。";
    }
    "booking_ended" 409 {
        en: "The booking has come to an end.", "Book a new ride.";
        ja: "この予約はすでに終わっています。", "新しく予約してください。";
    }
    "already_aboard" 409 {
        en: "The rider is aboard already.", "Speak to the driver.";
        ja: "すでに乗車しています。", "運転手にお伝えください。";
    }
    "not_aboard" 409 {
        en: "The rider is not aboard this vehicle.", "Reload the tour and check who boarded.";
        ja: "そのお客様はこの車両に乗っていません。", "運行予定を読み直して、乗車したお客様を確かめてください。";
    }
    "no_such_call" 404 {
        en: "There is no such call on this vehicle's tour.", "Reload the tour.";
        ja: "この車両の運行に、その立寄りはありません。", "運行予定を読み直してください。";
    }
    "not_next_call" 409 {
        en: "Another call comes first: {next}.", "Reload the tour and report the next call first.";
        ja: "先に{next}へ立ち寄ります。", "運行予定を読み直し、次の立寄りから報告してください。";
    }
    "too_early_for_no_show" 409 {
        en: "The rider may still come until {from}.", "Wait until then.";
        ja: "{from}までは、お客様がまだ来るかもしれません。", "その時刻まで待ってください。";
    }
    "not_on_duty" 409 {
        en: "The vehicle is not on duty.", "Report during a shift.";
        ja: "この車両は勤務中ではありません。", "勤務時間内に報告してください。";
    }
    "riders_to_serve" 409 {
        en: "Riders board or alight at this call.", "Report each of them: boarded, not there, or alighted.";
        ja: "この立寄りでは乗り降りするお客様がいます。", "お一人ずつ、乗車・不在・降車を報告してください。";
    }
    "shift_does_not_fit" 409 {
        en: "The shift overlaps another of the same vehicle, can't hold its breaks, or would end before now.", "Correct the shift's times.";
        ja: "勤務が同じ車両の別の勤務と重なるか、休憩が入らないか、終わりがもう過ぎています。", "勤務時間を直してください。";
    }
    "no_such_shift" 404 {
        en: "There is no such shift.", "Check the shift's id; each tour names its own.";
        ja: "その勤務は見つかりません。", "勤務の番号をお確かめください。運行予定に書かれています。";
    }
    "shift_over" 409 {
        en: "The shift is over.", "Plan another shift.";
        ja: "この勤務はもう終わっています。", "新しい勤務を組んでください。";
    }

    // Why roads can't be closed or opened.
    "closure_id_taken" 409 {
        en: "This closure id stands for another closure.", "Make a new id for each closure.";
        ja: "この通行止めの番号は別の通行止めに使われています。", "通行止めごとに新しい番号を作ってください。";
    }
    "no_such_closure" 404 {
        en: "There is no such closure, or it ended some days ago.", "Look at the list of closures.";
        ja: "その通行止めは見つからないか、数日前に終わっています。", "通行止めの一覧をご確認ください。";
    }
    "closure_over" 409 {
        en: "The closure would end before it begins.", "Choose a later end, or none.";
        ja: "通行止めの終わりが始まりより前です。", "もっと後の時刻を選ぶか、終わりを決めないでください。";
    }
    "too_many_closures" 409 {
        en: "{max} closures are in force already.", "Reopen roads that are free again, or close an area as one.";
        ja: "通行止めがすでに{max}件あります。", "通れるようになった道の通行止めを解除するか、区域をまとめて指定してください。";
    }

    // Why a rule for a rider can't be set.
    "too_many_rider_rules" 409 {
        en: "There are as many rules of riders as can be: {max}.", "Lift rules that are no longer needed.";
        ja: "利用者の決まりがすでに上限の{max}件あります。", "不要になった決まりを取り消してください。";
    }

    // Why a plan that was found meanwhile is not taken over.
    "plan_not_adopted" 409 {
        en: "The proposed plan no longer fits, or is no better than the one in force.", "Nothing is to be done: the plan in force stands.";
        ja: "提案された計画はもう合わないか、今の計画より良くありません。", "何もする必要はありません。今の計画がそのまま有効です。";
    }

    // What is wrong with a request to this interface.
    "invalid_body" 400 {
        en: "The body is not what this operation takes: {field}: {what}.", "Correct the field; openapi.json describes it.";
        ja: "送られた内容に誤りがあります: {field}: {what}", "その項目を直してください。形式は openapi.json にあります。";
    }
    "invalid_parameter" 400 {
        en: "A parameter is not what this operation takes: {field}: {what}.", "Correct the parameter; openapi.json describes it.";
        ja: "パラメーターに誤りがあります: {field}: {what}", "その項目を直してください。形式は openapi.json にあります。";
    }
    "body_too_large" 413 {
        en: "The body is larger than {limit_bytes} bytes.", "Send less at once.";
        ja: "送られた内容が{limit_bytes}バイトを超えています。", "一度に送る量を減らしてください。";
    }
    "body_timeout" 408 {
        en: "The body did not arrive within {limit_s} s.", "Send it again over a better connection.";
        ja: "送られた内容が{limit_s}秒以内に届きませんでした。", "通信状態の良いところで送り直してください。";
    }
    "unsupported_media_type" 415 {
        en: "The body is not JSON.", "Send JSON with `Content-Type: application/json`.";
        ja: "送られた内容が JSON ではありません。", "`Content-Type: application/json` を付けて JSON を送ってください。";
    }
    "not_found" 404 {
        en: "There is nothing at this address.", "Check the address; openapi.json lists them all.";
        ja: "このアドレスには何もありません。", "アドレスをお確かめください。一覧は openapi.json にあります。";
    }
    "method_not_allowed" 405 {
        en: "This address does not take this method.", "Use the method that the Allow header names.";
        ja: "このアドレスではそのメソッドを使えません。", "Allow ヘッダーにあるメソッドを使ってください。";
    }
    "key_missing" 401 {
        en: "This operation needs a key.", "Send `Authorization: Bearer <key>`.";
        ja: "この操作には鍵が必要です。", "`Authorization: Bearer <鍵>` を送ってください。";
    }
    "key_unknown" 401 {
        en: "The key is not known here.", "Check the key; staff keys stand in keys.toml in the data directory.";
        ja: "この鍵は登録されていません。", "鍵をお確かめください。職員の鍵はデータフォルダーの keys.toml にあります。";
    }
    "not_allowed" 403 {
        en: "This key may not do that.", "Use the key of somebody who may.";
        ja: "この鍵ではその操作はできません。", "権限のある方の鍵を使ってください。";
    }
    "no_such_vehicle" 404 {
        en: "There is no such vehicle.", "Check the vehicle's id.";
        ja: "その車両は見つかりません。", "車両番号をお確かめください。";
    }
    "no_such_stop" 422 {
        en: "There is no stop {stop}.", "Choose a stop from the town's list.";
        ja: "乗降場所{stop}はありません。", "町の一覧から乗降場所を選んでください。";
    }
    "too_far_from_road" 422 {
        en: "No road is near enough to this place.", "Choose a place beside a road.";
        ja: "この場所の近くに道がありません。", "道沿いの場所を選んでください。";
    }
    "too_many_requests" 429 {
        en: "Too many requests came from your address.", "Wait for the seconds that the Retry-After header names.";
        ja: "短い間に検索が多すぎます。", "少し待ってからお試しください。";
    }
    "busy" 503 {
        en: "More is asked than can be answered at the moment.", "Send the same again after the seconds that the Retry-After header names.";
        ja: "ただいま混み合っています。", "少し待ってから、同じ操作をもう一度お試しください。";
    }
    "area_halted" 503 {
        en: "The area takes nothing in at the moment: its journal can't be written.", "Try again later or telephone; the operator sees the cause in the log and at /health.";
        ja: "ただいま予約を受け付けられません(記録装置の障害)。", "後でもう一度お試しいただくか、お電話ください。";
    }
    "too_many_viewers" 503 {
        en: "As many are watching as can be served.", "Try again later.";
        ja: "ただいま閲覧が混み合っています。", "後でもう一度お試しください。";
    }
    "internal_error" 500 {
        en: "The service made a mistake.", "Try again; if it happens again, tell the operator when it did.";
        ja: "サービス側で問題が起きました。", "もう一度お試しください。続くときは、起きた時刻をお知らせください。";
    }
}

/// The words for a code; those of `internal_error` for one that is not in the table, which a test
/// rules out.
pub(crate) fn entry(code: &str) -> &'static Entry {
    let find = |code: &str| TABLE.iter().find(|entry| entry.code == code);
    find(code).or_else(|| find("internal_error")).unwrap_or(&TABLE[0])
}
