"""A malformed file gets a line per fault: where it is, and what to write instead."""

from pathlib import Path

import pytest

from bot.config import load_settings
from bot.documents import BadFileError
from bot.transcript_file import load_transcript
from bot.understanding import read_place

ROOT = Path(__file__).parents[2]
COMMUNITY = "community:\n  name: A\n  grids: [{code: G1, name: One, buildings: [1]}]\n"


def faults_of(path: Path, *overrides: str) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        load_settings(path, overrides, {})
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


CONFIG = [
    ("web: {port: 8080\n", "1:6: this { is not closed"),
    ("web:\n\tport: 1\n", "2:1: a tab can't indent"),
    ("web: [1]\n", "1:6: web must be a mapping"),
    ("web:\n  prot: 8080\n", "2:3: there is no key prot here; did you mean port?"),
    ("web:\n  port: '8080'\n", "2:9: port must be a whole number"),
    ("web:\n  port: 80800\n", "2:9: port must be at most 65535"),
    ("web:\n  port: 1\n  port: 2\n", "3:3: port stands here twice"),
    ("web: {personas: yes}\n", "1:17: personas must be true or false"),
    ("wbe: {}\n", "1:1: there is no key wbe here; did you mean web?"),
    ("log: {level: loud}\n", "1:14: level can't be loud"),
    ("gateways: [{kind: webcaht}]\n", "1:19: kind can't be webcaht"),
    ("policy: {waves.sise: 3}\n", "1:10: there is no key sise here; did you mean size?"),
    ("policy: {quiet_hours: {start: 25:00}}\n", "1:31: start must be a time of day"),
    ("policy: {waves: {interval: soon}}\n", "1:28: interval must be a duration"),
    ("policy: {lanes: {status_every: 0m}}\n", "1:32: status_every must be longer than nothing"),
    ("policy: {lanes.complex: soon}\n", "1:25: lanes.complex must be a duration"),
    ("policy: {digest: {at: 9:00}}\n", "1:23: at must be a list"),
    ("policy: {digest.at: ['9:00', '9 pm']}\n", "1:30: digest.at must be a time of day"),
    ("policy: {digest: {at: ['09:00', '23:00']}}\n", "1:33: at has 23:00, which lies in the quiet hours"),
    ("policy: {quiet_hours.start: '17:00', digest.at: ['18:00']}\n", "1:50: digest.at has 18:00"),
    ("policy: {waves.size: -1}\n", "1:22: waves.size must be at least 1"),
    ("policy: {waves: {size_urgent: 0}}\n", "1:31: size_urgent must be at least 1"),
    ("policy: {waves: {most: 0}}\n", "1:24: most must be at least 1"),
    ("policy: {waves.size: 2.5}\n", "1:22: waves.size must be a whole number"),
    ("policy: {waves.interval: -5m}\n", "1:26: waves.interval must be a duration, as 40m"),
    ("policy: {waves.interval_urgent: 0m}\n", "1:33: waves.interval_urgent must be longer than nothing, as 15m"),
    ("policy: {unfilled: {untouched: 0}}\n", "1:32: untouched must be longer than nothing"),
    ("policy: {late.check_after: 0m}\n", "1:28: late.check_after must be longer than nothing"),
    ("policy: {incident.window: 0m}\n", "1:27: incident.window must be longer than nothing"),
    ("policy: {talk.question_within: 0m}\n", "1:32: talk.question_within must be longer than nothing"),
    ("policy: {budget.notices_per_week: -1}\n", "1:35: budget.notices_per_week must be at least 1"),
    ("policy: {review: {remind_after: 80h}}\n", "1:33: remind_after makes the reminder no earlier than the end"),
    ("policy: {review.close_after: 1h}\n", "1:30: review.close_after makes the reminder no earlier"),
    ("policy: {handover.phone: maybe}\n", "1:26: handover.phone can't be maybe"),
    ("emergency_numbers: {fier: '119'}\n", "1:21: "),
    ("- web\n", "1:1: the file must be a mapping"),
    ("database: {url: mysql://host/name}\n", "1:17: url can't be a database of the kind mysql: write sqlite:///"),
    ("database: {url: weiguang}\n", "1:17: url is no database address"),
    ("community: {language: zh}\n", "1:12: name is missing: write name: 微光社区"),
    (
        "community: {name: A, timezone: Asia/Shangai}\n",
        "1:32: timezone can't be Asia/Shangai; did you mean Asia/Shanghai?",
    ),
    (COMMUNITY + "  people: [{id: li, name: Li, grid: G2}]\n", "4:37: there is no grid G2"),
    (COMMUNITY + "  people: [{id: li, name: Li}, {id: li, name: Li}]\n", "4:37: there is a person li already"),
    (
        COMMUNITY + "  people: [{id: li, name: Li, skills: [plumming]}]\n",
        "4:40: there is no service or category plumming; did you mean plumbing?",
    ),
    (COMMUNITY + "  policy: {waves: {size: -1}}\n", "4:26: size must be at least 1"),
    (
        COMMUNITY + "  people: [{id: li, name: Li, declines: [movng]}]\n",
        "4:42: there is no service or category movng; did you mean moving?",
    ),
    (COMMUNITY.replace("buildings: [1]", "neighbours: [G9]"), "3:46: there is no grid G9; write one of: G1"),
    (COMMUNITY.replace("buildings: [1]", "neighbours: [G1]"), "3:46: a grid is no neighbour of its own"),
    (
        COMMUNITY + "  people: [{id: li, name: Li, licences: [doctr]}]\n",
        "4:42: licences can't be doctr; did you mean doctor?",
    ),
    (
        COMMUNITY + "  people: [{id: li, name: Li, captain: true}]\n",
        "4:40: a captain has a team: write its name as well",
    ),
    (COMMUNITY + "  people: [{id: li, name: Li, blocks: [li]}]\n", "4:40: nobody blocks themselves"),
    (COMMUNITY + "  people: [{id: li, name: Li, blocks: [wang]}]\n", "4:40: there is no person wang; write one of: li"),
    (COMMUNITY + "  people: [{id: li, name: Li, head_of: [9]}]\n", "4:41: there is no building 9; write one of: 1"),
    (COMMUNITY + "  people: [{id: li, name: Li, phone: abc}]\n", "4:38: phone must be a phone number"),
]


@pytest.mark.parametrize(("text", "expected"), CONFIG, ids=lambda value: value[-30:])
def test_a_fault_of_the_config_is_named_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    faults = faults_of(path)
    assert any(fault.startswith(expected) for fault in faults), faults


def test_a_file_that_is_not_there_or_no_text_is_told_so(tmp_path: Path) -> None:
    missing, garbage = tmp_path / "missing.yaml", tmp_path / "garbage.yaml"
    garbage.write_bytes("web: {host: 微光}".encode("gbk"))
    assert "there is no such file" in faults_of(missing)[0]
    assert faults_of(garbage)[0].startswith("1:14: the file is not UTF-8")
    assert "can't be read" in faults_of(tmp_path)[0]


SEVERAL = """\
web: {prot: 1, port: x}
polcy: {}
policy: {quiet_hours: {start: "25:00"}}
community:
  policy: {waves: {sise: 2}}
  grids: [{code: G1, name: One, buildings: [1], neighbours: [G9]}]
  rooms: [{id: main, name: Residents, grids: [G7]}]
  people:
    - {id: li, name: Li, grid: G5, skills: [plumming], roles: [volunter], age: old}
"""


def test_faults_of_form_and_of_sense_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(SEVERAL, encoding="utf-8")
    faults = faults_of(path)
    places = [(int(fault.split(":")[0]), int(fault.split(":")[1])) for fault in faults]
    assert places[:6] == [(1, 7), (1, 22), (2, 1), (3, 31), (5, 3), (5, 20)]
    assert places[6:] == [(6, 62), (7, 47), (9, 32), (9, 45), (9, 64), (9, 80)]


def test_what_follows_from_a_fault_is_no_second_one(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(COMMUNITY.replace("code: G1", "code: [G1]") + "  people: [{id: li, name: Li, grid: G1}]\n")
    assert [fault.split(": ")[0] for fault in faults_of(path)] == ["3:18"]


def test_a_transcripts_faults_of_head_and_steps_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(CAST.replace("now: 2026", "now: the 2026") + "  - {expct: {kind: offer}}\n")
    with pytest.raises(BadFileError) as caught:
        load_transcript(path, read_place)
    assert [fault.mark.line for fault in caught.value.faults] == [2, 5]


def test_an_override_is_checked_like_the_file() -> None:
    path = ROOT / "config.yaml"
    assert faults_of(path, "web.prot=1") == ["--set web.prot: there is no key prot here; did you mean port?"]
    assert faults_of(path, "web.port=high")[0].startswith("--set web.port: port must be a whole number")
    assert "key=value" in faults_of(path, "web.port")[0]
    assert "no mapping" in faults_of(path, "web.port.deep=1")[0]
    assert faults_of(path, "database.url=mysql://u:secret@h/n")[0].startswith("--set database.url: url can't be")


def test_overrides_win_over_the_environment_and_that_over_the_file() -> None:
    path = ROOT / "config.yaml"
    environment = {"WEIGUANG_WEB__PORT": "9001", "WEIGUANG_LOG__LEVEL": "error", "OTHER": "1"}
    settings = load_settings(
        path, ["web.port=9002", "policy.handover.phone=relay", "web.hosts=[a.example]"], environment
    )
    assert (settings.web.port, settings.form.log.level) == (9002, "error")
    assert settings.policy.handover.phone == "relay"
    assert settings.web.hosts == ("a.example",)
    assert settings.database_url == "sqlite:///weiguang.db"


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("")
    assert load_settings(path, (), {}).web.port == 8080


CAST = (
    "title: T\nnow: 2026-03-02T12:00:00+08:00\ncommunity: {name: A, rooms: [{id: main, name: M}], "
    "people: [{id: li, name: Li}]}\nsteps:\n"
)
HEAD = "title: T\nnow: 2026-03-02T12:00:00+08:00\ncommunity: {name: A}\nsteps:\n"
TRANSCRIPTS = [
    (HEAD.replace("{name: A}", "{name: A, policy: {waves.size: -1}}"), "3:43: waves.size must be at least 1"),
    (HEAD.replace("{name: A}", "{name: A, policy: {waves.interval: 0m}}"), "3:47: waves.interval must be longer"),
    (
        HEAD.replace("{name: A}", "{name: A, people: [{id: li, name: Li, skills: [movng]}]}"),
        "3:59: there is no service or category movng; did you mean moving?",
    ),
    (
        HEAD.replace("{name: A}", "{name: A, grids: [{code: G1, name: One, neighbours: [G8]}]}"),
        "3:65: there is no grid G8; write one of: G1",
    ),
    ("title: T\nnow: 2026-03-02T12:00:00+08:00\nsteps: []\n", "1:1: community is missing"),
    ("title: T\nnow: noon\ncommunity: {name: A}\n", "2:6: now must be a moment"),
    (HEAD + "  - {expcet: {kind: offer}}\n", "5:6: there is no step expcet; did you mean expect?"),
    (HEAD + "  - {wait: 5}\n", "5:12: wait must be a duration"),
    (HEAD + "  - {wait: 5m, silent: true}\n", "5:16: silent does not belong to a step wait"),
    (HEAD + "  - {from: li, say: hello}\n", "5:5: a message goes to one place"),
    (HEAD + "  - {room: main, say: hello}\n", "5:5: from is missing"),
    (
        HEAD + "  - {from: li, room: main, say: hello, twise: true}\n",
        "5:40: there is no key twise here; did you mean twice?",
    ),
    (HEAD + "  - {expect: {kindd: offer}}\n", "5:15: there is no key kindd here; did you mean kind?"),
    (HEAD + "  - {silent: false}\n", "5:14: silent can't be false"),
    (HEAD + "  - {count: {kind: offer}}\n", "5:13: n is missing: write n: 1"),
    (HEAD + "  - {check: {state: open}}\n", "5:13: a check is of one thing"),
    (HEAD + "  - {check: {person: li, state: open}}\n", "5:26: state can't be checked of this"),
    (HEAD + "  - wait\n", "5:5: a step must be a mapping"),
    (HEAD + "  - {together: []}\n", "5:16: together must not be empty"),
    (HEAD + "  - {order: []}\n", "5:13: order must not be empty"),
    (HEAD + "  - {expect: {}}\n", "5:14: this would match any message"),
    (HEAD + "  - {never: {}}\n", "5:13: this would match any message"),
    (HEAD + "  - {order: [{kind: offer}, {}]}\n", "5:29: this would match any message"),
    (HEAD + "  - {expect: {kind: ofer}}\n", "5:21: there is no kind ofer; did you mean offer?"),
    (HEAD + "  - {check: {request: 1, state: opened}}\n", "5:33: state can't be opened; did you mean open?"),
    (HEAD + "  - {check: {request: 1, danger: fier}}\n", "5:34: danger can't be fier; did you mean fire?"),
    (
        HEAD + "  - {check: {request: 1, service: plumming}}\n",
        "5:35: there is no service plumming; did you mean plumbing",
    ),
    (HEAD + "  - {until: 2026-03-02T11:00:00+08:00}\n", "5:13: it is 2026-03-02T12:00:00+08:00 by then already"),
    (HEAD + "  - {wait: 2h}\n  - {until: 2026-03-02T13:59:59}\n", "6:13: it is 2026-03-02T14:00:00+08:00 by then"),
    (CAST + "  - {from: lo, room: main, say: x}\n", "5:12: there is no person lo; write one of: li"),
    (CAST + "  - {from: li, room: mian, say: x}\n", "5:22: there is no room mian; did you mean main?"),
    (CAST + "  - {together: [{from: li, room: man, say: x}]}\n", "5:34: there is no room man; did you mean main?"),
    (CAST + "  - {from: li, room: main, say: x, mention: [lii]}\n", "5:46: there is no person lii; did you mean li?"),
    (CAST + "  - {from: li, room: main, say: x, quote: {kind: ofer}}\n", "5:50: there is no kind ofer; did you mean"),
    (CAST + "  - {expect: {to: lii}}\n", "5:19: there is no person lii; did you mean li?"),
    (CAST + "  - {expect: {room: mian}}\n", "5:21: there is no room mian; did you mean main?"),
    (CAST + "  - {check: {request: 1, claimed_by: [lii]}}\n", "5:39: there is no person lii; did you mean li?"),
    (CAST + "  - {check: {person: lii, balance: 0}}\n", "5:22: there is no person lii; did you mean li?"),
    (CAST + "  - {check: {person: li, roles: [staf]}}\n", "5:34: roles can't be staf; did you mean staff?"),
]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS, ids=lambda value: value[-30:])
def test_a_fault_of_a_transcript_is_named_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFileError) as caught:
        load_transcript(path, read_place)
    faults = [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]
    assert any(fault.startswith(expected) for fault in faults), faults


def test_a_stranger_may_speak_under_a_name_of_the_moment(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    said = "  - {from: new, as: A newcomer, room: main, say: x}\n  - {expect: {to: new}}\n"
    path.write_text(CAST + said, encoding="utf-8")
    assert len(load_transcript(path, read_place).steps) == 2
