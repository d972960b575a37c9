#pragma warning disable CA1309 // these comparisons are made by the database, byte by byte; it knows no other
using System.Globalization;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>Where a case stands in an order: what is sorted by, and its number.</summary>
internal sealed record CasePlace(string Key, string Id)
{
    /// <summary>As it stands in the address.</summary>
    public string Code => Key + "|" + Id;

    public static CasePlace? Of(string? code) => code is not null && code.LastIndexOf('|') is >= 0 and var at ? new CasePlace(code[..at], code[(at + 1)..]) : null;
}

/// <summary>Goes through cases in an order, from one place on, in both directions, without counting from the beginning.</summary>
internal static class CasePlaces
{
    private static readonly DateOnly s_never = DateOnly.MaxValue;

    /// <param name="isBack">Before the place, nearest first.</param>
    public static async Task<List<CasePlace>> TakeAsync(IqDb db, IQueryable<CaseRow> cases, CaseSort sort, CasePlace? from, bool isBack, int most, DateOnly today, CancellationToken cancellationToken) => sort switch
    {
        CaseSort.NextDate => await ByDayAsync(
            cases.Select(one => new Dated { Id = one.Id, Key = db.Deadlines.Where(deadline => deadline.CaseId == one.Id && deadline.State == DeadlineState.Running && deadline.EndOn >= today).Min(deadline => deadline.EndOn) ?? s_never }),
            from,
            isBack,
            most,
            cancellationToken),
        CaseSort.Since => await ByDayAsync(cases.Select(one => new Dated { Id = one.Id, Key = one.StateSince ?? s_never }), from, isBack, most, cancellationToken),
        CaseSort.Name => await ByNameAsync(cases, from, isBack, most, cancellationToken),
        _ => await ByNumberAsync(cases, from, isBack, most, cancellationToken),
    };

    private static async Task<List<CasePlace>> ByNumberAsync(IQueryable<CaseRow> cases, CasePlace? from, bool isBack, int most, CancellationToken cancellationToken)
    {
        if (from is not null)
            cases = isBack ? cases.Where(one => string.Compare(one.Id, from.Id) > 0) : cases.Where(one => string.Compare(one.Id, from.Id) < 0);
        cases = isBack ? cases.OrderBy(one => one.Id) : cases.OrderByDescending(one => one.Id);
        return [.. (await cases.Select(one => one.Id).Take(most).ToListAsync(cancellationToken)).Select(id => new CasePlace("", id))];
    }

    private static async Task<List<CasePlace>> ByDayAsync(IQueryable<Dated> cases, CasePlace? from, bool isBack, int most, CancellationToken cancellationToken)
    {
        if (from is not null && DateOnly.TryParseExact(from.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            cases = isBack
                ? cases.Where(one => one.Key < day || (one.Key == day && string.Compare(one.Id, from.Id) < 0))
                : cases.Where(one => one.Key > day || (one.Key == day && string.Compare(one.Id, from.Id) > 0));
        }
        cases = isBack ? cases.OrderByDescending(one => one.Key).ThenByDescending(one => one.Id) : cases.OrderBy(one => one.Key).ThenBy(one => one.Id);
        return [.. (await cases.Take(most).ToListAsync(cancellationToken)).Select(one => new CasePlace(one.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.Id))];
    }

    private static async Task<List<CasePlace>> ByNameAsync(IQueryable<CaseRow> cases, CasePlace? from, bool isBack, int most, CancellationToken cancellationToken)
    {
        if (from is not null)
        {
            cases = isBack
                ? cases.Where(one => string.Compare(one.SortName, from.Key) < 0 || (one.SortName == from.Key && string.Compare(one.Id, from.Id) < 0))
                : cases.Where(one => string.Compare(one.SortName, from.Key) > 0 || (one.SortName == from.Key && string.Compare(one.Id, from.Id) > 0));
        }
        cases = isBack ? cases.OrderByDescending(one => one.SortName).ThenByDescending(one => one.Id) : cases.OrderBy(one => one.SortName).ThenBy(one => one.Id);
        return [.. (await cases.Select(one => new { one.Id, one.SortName }).Take(most).ToListAsync(cancellationToken)).Select(one => new CasePlace(one.SortName, one.Id))];
    }

    private sealed class Dated
    {
        public string Id { get; init; } = "";

        public DateOnly Key { get; init; }
    }
}
