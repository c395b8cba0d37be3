"""Rows of the record's register -> findings: does the table have the deal, with the same numbers, years and price?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from whence.model import Quantity, Statement
from whence.weighing.arms_words import plain
from whence.weighing.register import Field, Row, Value
from whence.weighing.tables.deals import Deal, Number, Table
from whence.weighing.tables.findings import ABOUT, Bounds, Finding, Verdict, bounds
from whence.weighing.tables.parties import state_name
from whence.weighing.tables.telling import (
    deals_told,
    fits,
    lines_of_deals,
    numbers_told,
    orders_told,
    overlap,
    parts,
    prices_in,
    same_designation,
)

_NEAR: Final = 1  # years by which an order may be dated apart: agreed in one, signed in the next


class Checked:
    """One row of the register held against a table."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table, self.row = table, row
        self.claims = tuple(claim.id for claim in row.claims)
        self.said: Mapping[str, Statement] = {s.id: s for s in row.statements}
        self.sides = {side: row.countries.get(side) for side in _SIDES}
        system = row.first("designation")
        self.system = str(system.value) if system else None
        status = row.first("status")
        self.statuses = {str(v.value) for v in row.values.get("status", ())}
        self.status = str(status.value) if status else "reported"

    def findings(self) -> Iterator[Finding]:
        """A finding for each number, year and price of the row; where it has none, one for the transfer."""
        if sum(map(bool, (*self.sides.values(), self.system))) < 2:
            yield self._transfer("cannot be checked", f"it is not said {self._unsaid()}")
            return
        deals = [deal for deal in self.table.deals if self._is_it(deal)]
        later = [deal for deal in deals if not self._before_it(deal)]
        if not later:
            earlier = f"; what it has was ordered before ({orders_told(deals)})" if deals else ""
            denied = "the reports deny it, and " if self.statuses == {"denied"} else ""
            why = f"{denied}no line has {self._named()}{earlier}"
            yield self._transfer("not in the table", why, deals)
            return
        deals = self._of_the_time(later)
        if self.row.further and not self._dated(later):
            yield self._transfer(
                "not in the table", f"it comes after another, and the table has {deals_told(later)}", deals
            )
            return
        if self.statuses == {"denied"}:
            yield self._transfer("conflicts", f"the reports deny it, and the table has {deals_told(deals)}", deals)
            return
        found = [finding for field in _CHECKS for finding in self._field(field, deals)]
        yield from found or [self._transfer("agrees", f"the table has {deals_told(deals)}", deals)]

    def _is_it(self, deal: Deal) -> bool:
        """Whether a deal has the parties and the weapons of the row, as far as it tells them."""
        if deal.supplier.apart or deal.recipient.apart:
            return False
        for side, code in self.sides.items():
            if code and getattr(deal, side).country != code:
                return False
        if self.system:
            return same_designation(self.system, deal.designation)
        category = self.row.first("category")
        return category is None or not deal.category or plain(str(category.value)) == plain(deal.category)

    def _before_it(self, deal: Deal) -> bool:
        """Whether a deal was made before the reports have the transfer thought of for the first time."""
        planned, ordered = self.row.considered_in, deal.ordered_in
        only = self.statuses <= {"considered", "denied"}
        return bool(only and planned and ordered and ordered.last < min(planned) - _NEAR)

    def _of_the_time(self, deals: Sequence[Deal]) -> list[Deal]:
        """Of several deals those of the years that the row tells, where there are any."""
        return self._dated(deals) or list(deals)

    def _dated(self, deals: Sequence[Deal]) -> list[Deal]:
        """The deals that were ordered, or that delivered, in the years that the row tells."""
        ordered = [int(y) for v in self.row.values.get("ordered_in", ()) for y in str(v.value).split("–")]
        delivered = [int(y) for v in self.row.values.get("delivered_in", ()) for y in str(v.value).split("–")]
        return [
            deal
            for deal in deals
            if (ordered and deal.ordered_in and overlap(deal.ordered_in, ordered, _NEAR))
            or (delivered and any(overlap(years, delivered, 0) for years in deal.delivered_in))
        ]

    def _field(self, field: Field, deals: Sequence[Deal]) -> Iterator[Finding]:
        for value in self.row.values.get(field, ()):
            if field == "ordered":
                yield self._ordered(value, deals)
            elif field == "delivered":
                yield self._delivered(value, deals)
            elif field == "value":
                yield self._price(value, deals)
            else:
                yield self._year(field, value, deals)

    def _ordered(self, value: Value, deals: Sequence[Deal]) -> Finding:
        limits = self._bounds(value)
        ordered = [deal.ordered for deal in deals if deal.ordered]
        if ordered:
            return self._number(_HEADS["ordered"], value, limits, ordered, deals)
        delivered = [deal.delivered for deal in deals if deal.delivered]
        if not delivered:
            return self._finding("cannot be checked", "ordered", value, "the table gives no number of it", deals)
        note = "the table has the number delivered only"
        if not fits(limits, delivered) and sum(n.value for n in delivered) < limits.low:
            table = numbers_told(delivered)
            why = f"{note}, and more may follow: {deals_told(deals)}"
            return self._finding("cannot be checked", "ordered", value, why, deals, table)
        return self._number(_HEADS["ordered"], value, limits, delivered, deals, note)

    def _delivered(self, value: Value, deals: Sequence[Deal]) -> Finding:
        delivered = [deal.delivered for deal in deals if deal.delivered]
        if not delivered:
            verdict: Verdict = "cannot be checked" if any(d.delivered_in for d in deals) else "not in the table"
            return self._finding(verdict, "delivered", value, f"no number delivered: {deals_told(deals)}", deals)
        limits = self._bounds(value)
        until = self._until(value)
        if until and not fits(limits, delivered) and any(limits.hold(part) for part in parts(deals, until)):
            all_ = numbers_told(delivered)
            why = f"of {all_} so many were delivered in {until}, or up to then: {deals_told(deals)}"
            return self._finding("agrees", "delivered", value, why, deals, all_)
        return self._number(_HEADS["delivered"], value, limits, delivered, deals)

    def _number(
        self, of: str, value: Value, limits: Bounds, table: Sequence[Number], deals: Sequence[Deal], note: str = ""
    ) -> Finding:
        doubt = "the table is not sure of its number" if any(n.uncertain for n in table) else ""
        repeated = (
            "a total that stands in the line of each year is counted once" if any(d.repeated for d in deals) else ""
        )
        why = "; ".join(filter(None, (deals_told(deals), note, doubt, repeated)))
        field: Field = "ordered" if of == _HEADS["ordered"] else "delivered"
        holds = fits(limits, table)
        if not holds and not self._firm(value):
            why = f"it is only considered, and may have become otherwise: {why}"
            return self._finding("cannot be checked", field, value, why, deals, numbers_told(table))
        near = min((n.value for n in table), key=lambda n: abs(n - float(value.value)))
        difference = None if holds else near - float(value.value)
        verdict: Verdict = "agrees" if holds else "conflicts"
        return self._finding(verdict, field, value, why, deals, numbers_told(table), difference)

    def _year(self, field: Field, value: Value, deals: Sequence[Deal]) -> Finding:
        said = [int(year) for year in str(value.value).split("–")]
        if field == "ordered_in":
            years = [deal.ordered_in for deal in deals if deal.ordered_in]
        else:
            years = [year for deal in deals for year in deal.delivered_in]
            covered = self.table.years
            if not any(overlap(y, said, 0) for y in years) and covered and not covered[0] <= min(said) <= covered[1]:
                why = f"the table has deliveries of {covered[0]}–{covered[1]} only"
                return self._finding("cannot be checked", field, value, why, deals)
        if not years:
            return self._finding(
                "cannot be checked", field, value, f"the table does not date it: {deals_told(deals)}", deals
            )
        holds = any(overlap(year, said, _NEAR if year.uncertain else 0) for year in years)
        table = " or ".join(dict.fromkeys(map(str, years)))
        near = min((y for year in years for y in (year.first, year.last)), key=lambda y: abs(y - said[0]))
        difference = None if holds else float(near - said[0])
        verdict: Verdict = "agrees" if holds else "conflicts"
        return self._finding(verdict, field, value, deals_told(deals), deals, table, difference)

    def _price(self, value: Value, deals: Sequence[Deal]) -> Finding:
        prices = [price for deal in deals for price in prices_in(deal.comment) if price[2] == value.unit]
        if not prices:
            return self._finding(
                "cannot be checked", "value", value, "the table gives no price of it in that currency", deals
            )
        said = float(value.value)
        holds = any(low * (1 - ABOUT) <= said <= high * (1 + ABOUT) for low, high, _ in prices)
        table = " or ".join(
            f"{low:,.10g}{'' if low == high else f'–{high:,.10g}'} {unit}" for low, high, unit in prices
        )
        verdict: Verdict = "agrees" if holds else "conflicts" if self._firm(value) else "cannot be checked"
        comments = "; ".join(f"“{deal.comment}”" for deal in deals if deal.comment)
        difference = None if holds else prices[0][0] - said
        return self._finding(verdict, "value", value, f"the table's comment: {comments}", deals, table, difference)

    def _bounds(self, value: Value) -> Bounds:
        quantity = self._quantity(value)
        return bounds(quantity) if quantity else Bounds(float(value.value), float(value.value))

    def _quantity(self, value: Value) -> Quantity | None:
        quantities = [q for s in value.statements for q in self.said[s].quantities if q.value == value.value]
        return next((q for q in quantities if q.approximate), quantities[0] if quantities else None)

    def _firm(self, value: Value) -> bool:
        """Whether somebody tells the value of what has happened, and not of what is only considered."""
        return any(
            s.modality == "actual" and s.transfer is not None and s.transfer.status not in ("considered", "denied")
            for s in (self.said[id_] for id_ in value.statements)
        )

    def _until(self, value: Value) -> int | None:
        """The year in which a number is said to have been delivered."""
        ends = [self.said[s].time for s in value.statements]
        return next((int(t.end[:4]) for t in ends if t and t.end and t.end[:4].isdigit()), None)

    def _finding(
        self,
        verdict: Verdict,
        field: Field,
        value: Value,
        why: str,
        deals: Sequence[Deal],
        table: str | None = None,
        difference: float | None = None,
    ) -> Finding:
        said = value.value if isinstance(value.value, str) else f"{value.value:,.10g} {value.unit or ''}".strip()
        about = f"{self._named()}, {_HEADS[field]} {f'({said})' if value.uncertain else said}"
        return Finding(
            verdict, _HEADS[field], about, why, self.claims, value.statements, table, difference, lines_of_deals(deals)
        )  # fmt: skip

    def _transfer(self, verdict: Verdict, why: str, deals: Sequence[Deal] = ()) -> Finding:
        statements = tuple(self.said)
        table = deals_told(deals) if deals and verdict != "not in the table" else None
        said = f"{self._named()}, {self.status}"
        return Finding(verdict, "transfer", said, why, self.claims, statements, table, None, lines_of_deals(deals))

    def _named(self) -> str:
        category = self.row.first("category")
        what = self.system or (str(category.value) if category else "arms")
        supplier, recipient = (self.sides[side] for side in _SIDES)
        words = what + (f" from {state_name(supplier)}" if supplier else "")
        return words + (f" to {state_name(recipient)}" if recipient else "")

    def _unsaid(self) -> str:
        missing = [side for side in _SIDES if not self.sides[side]]
        names: Mapping[str, str] = {"supplier": "who supplies", "recipient": "who receives"}
        return " and ".join([*(names[side] for side in missing), *([] if self.system else ["which weapons"])])


def transfer_findings(table: Table, rows: Sequence[Row]) -> Iterator[Finding]:
    """The findings for the rows of a register."""
    for row in rows:
        yield from Checked(table, row).findings()


_SIDES: Final[tuple[Field, ...]] = ("supplier", "recipient")
_CHECKS: Final[tuple[Field, ...]] = ("ordered", "ordered_in", "delivered", "delivered_in", "value")
_HEADS: Final[dict[Field, str]] = {
    "ordered": "number ordered",
    "ordered_in": "year of order",
    "delivered": "number delivered",
    "delivered_in": "year of delivery",
    "value": "value",
}
