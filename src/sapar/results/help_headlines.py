"""Answers about help: pay withheld and recovered, exploitation, unions, aid, each as a range."""

from __future__ import annotations

import numpy as np
import xarray

from sapar.frame.places import Places
from sapar.maths import FloatArray
from sapar.results.aid_headlines import aid_headlines, mean_over, over
from sapar.results.headline import Headline, headline_from
from sapar.results.tables import Tables


def help_headlines(tables: Tables, places: Places, year_asked: int | None = None) -> tuple[Headline, ...]:
    """Answers for a year (None: the reference year) and the study's episode; none where no institution is named."""
    if "institution" not in tables.dataset.coords:
        return ()
    year = str(year_asked or tables.meta["reference_year"])
    months = tables.dataset.sel(month=year)
    found = [*_pay(months, year), *_exploitation(months, places, year), *_desks(tables.dataset, year)]
    episode = tables.meta.get("episode")
    if episode:
        found += aid_headlines(tables.dataset, episode)
    return tuple(found)


def _pay(months: xarray.Dataset, year: str) -> list[Headline]:
    """O9 in one year, all hosts."""
    axes = ["month", "citizenship", "destination"]
    withheld, recovered = (months[name].sum(axes).values for name in ("wages_withheld", "wages_recovered"))
    paid, closed = (months[name].sum(axes).values for name in ("claims_paid", "claims_closed"))
    turned, thefts = (months[name].sum(axes).values for name in ("wage_complaints", "wage_thefts"))
    return [
        headline_from(
            "wages_withheld", withheld, "USD", year, f"wages_withheld.{year}",
            "How much pay is withheld from migrants?",
            "Сколько зарплаты удерживают у мигрантов?",
            "Pay of workers not paid during the year in all hosts, in dollars of the month.",
            "Зарплата работников, которым не заплатили в течение года во всех странах, в долларах месяца.",
        ),
        headline_from(
            "complaint_share", over(turned, thefts), "share", year, f"complaint_share.{year}",
            "What share of those not paid turns to anybody?",
            "Какая доля тех, кому не заплатили, куда-либо обращается?",
            "Complaints over workers not paid during the year.",
            "Обращения к числу работников, которым не заплатили, за год.",
        ),
        headline_from(
            "wages_recovered", recovered, "USD", year, f"wages_recovered.{year}",
            "How much of it comes back through institutions?",
            "Сколько из этого возвращают с помощью организаций?",
            "Paid after a claim at a desk during the year.",
            "Выплачено по требованиям, принятым организациями, за год.",
        ),
        headline_from(
            "claims_paid_share", over(paid, paid + closed), "share", year, f"claims_paid_share.{year}",
            "What share of claims ends with pay?",
            "Какая доля требований кончается выплатой?",
            "Claims paid in part or whole, of all claims that ended during the year.",
            "Требования, по которым заплатили хотя бы часть, от всех закрытых за год.",
        ),
        headline_from(
            "time_to_recover", mean_over(months["time_to_recover"], months["claims_paid"]), "months", year,
            f"time_to_recover.{year}",
            "How long does it take until a claim is paid?",
            "Сколько времени проходит, пока по требованию заплатят?",
            "From its being taken up until it is paid, mean over claims paid during the year.",
            "От принятия до выплаты, в среднем по требованиям, оплаченным за год.",
        ),
    ]  # fmt: skip


def _exploitation(months: xarray.Dataset, places: Places, year: str) -> list[Headline]:
    """O10 in the host with a state shelter, the first of several."""
    offered = months["state_services"].max("month")
    hosts = [str(code) for code in offered["destination"].values[offered.values > 0] if str(code) in places]
    if not hosts:
        return []
    host = places[hosts[0]]
    here = months.sel(destination=hosts[0])
    foreign = here["identified"].sum(["month", "citizenship", "identified_by"]).values
    own = here["identified_nationals"].sum(["month", "identified_by"]).values
    by_state = here["identified"].sel(identified_by="state").sum(["month", "citizenship"]).values
    by_state = by_state + here["identified_nationals"].sel(identified_by="state").sum("month").values
    exploited = here["exploited"].sum("citizenship").mean("month").values
    shelters = here["state_eligible_share"].weighted(_identified(here)).mean("month").values
    return [
        headline_from(
            f"exploited.{host.place}", exploited, "persons", year, f"exploited.*.{host.place}.{year}",
            f"How many migrants are exploited ({host.name_en})?",
            f"Сколько мигрантов эксплуатируют («{host.name_ru}»)?",
            "In forced labour on the first of a month, mean of the year: from assumed risks, counted by nobody.",
            "В принудительном труде на первое число месяца, среднее за год: оценка по допущениям, никем не сосчитано.",
        ),
        headline_from(
            f"identified.{host.place}", by_state, "persons", year, f"identified.*.{host.place}.{year}",
            f"How many victims does the state identify ({host.name_en})?",
            f"Скольких пострадавших выявляет государство («{host.name_ru}»)?",
            "Nationals and foreigners identified by the state during the year.",
            "Граждане и иностранцы, выявленные государством за год.",
        ),
        headline_from(
            f"identified_foreigners.{host.place}", over(foreign, foreign + own), "share", year,
            f"identified_foreigners.*.{host.place}.{year}",
            "What share of all identified are foreigners?",
            "Какая доля всех выявленных — иностранцы?",
            "Identified by the state, by organisations or by themselves during the year.",
            "Выявленные государством, организациями или обратившиеся сами за год.",
        ),
        headline_from(
            f"state_eligible.{host.place}", shelters, "share", year, f"state_eligible.*.{host.place}.{year}",
            "What share of those identified may go to a state shelter?",
            "Какая доля выявленных может попасть в государственный приют?",
            "By nationality, of all identified in the host during the year.",
            "По гражданству, от всех выявленных в стране за год.",
        ),
        headline_from(
            f"needs_unmet.{host.place}", _unmet(here, "foreigners"), "share", year,
            f"needs_unmet.*.{host.place}.{year}",
            "What share of the needs of identified foreigners is not met?",
            "Какая доля потребностей выявленных иностранцев не удовлетворена?",
            "Six kinds of help, each needed once by everyone identified during the year.",
            "Шесть видов помощи, каждый нужен один раз каждому выявленному за год.",
        ),
    ]  # fmt: skip


def _unmet(here: xarray.Dataset, nationality: str) -> FloatArray:
    """[replicate] share of needs not met in a host."""
    met, unmet = (
        here[name].sel(nationality=nationality).sum(["month", "service"]).values
        for name in ("assisted", "unmet_need")
    )
    return over(unmet, met + unmet)


def _identified(here: xarray.Dataset) -> xarray.DataArray:
    """[replicate, month] people identified in a host."""
    foreign = here["identified"].sum(["citizenship", "identified_by"])
    return foreign + here["identified_nationals"].sum("identified_by")


def _desks(dataset: xarray.Dataset, year: str) -> list[Headline]:
    """O11 at the end of a year."""
    unions = np.flatnonzero(dataset["kind_of_institution"].values == "union")
    months = dataset.sel(month=year)
    members = months["institution_members"].isel(institution=unions, month=-1).sum("institution").values
    backlog = months["institution_backlog"].isel(month=-1).sum("institution").values
    resolved = months["institution_resolved"].sum(["month", "institution"]).values
    found = [
        headline_from(
            "resolved", resolved, "cases", year, f"resolved.{year}",
            "How many cases do institutions resolve?",
            "Сколько дел решают организации?",
            "Settled by advice, by presence in the host, or paid, during the year.",
            "Решены советом, на месте или выплатой за год.",
        ),
        headline_from(
            "backlog", backlog, "cases", year, f"backlog.{year}",
            "How many cases wait?",
            "Сколько дел ждут очереди?",
            "Not yet taken up by any desk at the end of the year.",
            "Ещё не приняты ни одной организацией на конец года.",
        ),
    ]  # fmt: skip
    if unions.size:
        found.insert(
            0,
            headline_from(
                "union_members", members, "members", year, f"union_members.{year}",
                "How many members do unions of migrants have?",
                "Сколько членов в профсоюзах мигрантов?",
                "At the end of the year.",
                "На конец года.",
            ),
        )  # fmt: skip
        wait = months["institution_wait"].isel(institution=unions)
        served = months["institution_served"].isel(institution=unions)
        found.append(
            headline_from(
                "union_wait", mean_over(wait, served), "weeks", year, f"union_wait.{year}",
                "How long does a case wait at a union of migrants?",
                "Сколько дело ждёт в профсоюзе мигрантов?",
                "Cases that wait over cases served in a week, mean over the cases of the year.",
                "Ждущие дела к числу дел за неделю, в среднем по делам года.",
            )
        )  # fmt: skip
    return found
