"""The solver of assignments. Its promise stands in `handlers.context.Assignment`."""

from collections.abc import Mapping, Sequence

from handlers.rules.ids import PersonId

_NOBODY = 1_000_000.0


class LeastCost:
    """The Hungarian method as scipy has it (Crouse 2016: a shortest augmenting path for every row)."""

    def best(self, rows: Sequence[Mapping[PersonId, float]]) -> list[PersonId | None]:
        """As the port says."""
        people = sorted({who for row in rows for who in row})
        if not people:
            return [None] * len(rows)
        from scipy.optimize import linear_sum_assignment

        nobody = [_NOBODY] * len(rows)  # as many who are nobody as there are rows: a row may stay alone
        costs = [[*(row.get(who, _NOBODY) for who in people), *nobody] for row in rows]
        _, chosen = linear_sum_assignment(costs)
        picked = [people[column] if column < len(people) else None for column in chosen]
        return [who if who in row else None for who, row in zip(picked, rows, strict=True)]
