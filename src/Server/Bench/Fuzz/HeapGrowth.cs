namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>How much memory was in use after so many requests.</summary>
internal sealed record HeapMark(int Requests, long Bytes)
{
    /// <summary>What is in use now, everything collected that nobody holds.</summary>
    public static HeapMark Now(int requests)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new HeapMark(requests, GC.GetTotalMemory(forceFullCollection: true));
    }
}

/// <summary>Whether memory grows with the requests: a leak is a straight line, however small, while what is only filled once levels off.</summary>
internal static class HeapGrowth
{
    /// <summary>Rounds that fill what is kept for good: programs, connections, statements.</summary>
    public const int FillingRounds = 4;

    /// <summary>More than this is a leak and no noise.</summary>
    public const double Most = 4096;

    /// <returns>The slope of the line that fits best after the first rounds; 0 where there are too few.</returns>
    public static double BytesPerRequest(IReadOnlyList<HeapMark> marks)
    {
        var those = marks.Skip(FillingRounds).ToList();
        if (those.Count < 3)
            return 0;
        var (requests, bytes) = (those.Average(mark => mark.Requests), those.Average(mark => (double)mark.Bytes));
        return those.Sum(mark => (mark.Requests - requests) * (mark.Bytes - bytes)) / those.Sum(mark => (mark.Requests - requests) * (mark.Requests - requests));
    }
}
