namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>The workflows that run while the server is killed. Each counts what it got.</summary>
internal static class ChaosDefinitions
{
    /// <summary>A task, then three papers one after the other, then a child and a short wait.</summary>
    public const string Errand = "errand";

    /// <summary>The child of an errand: it only waits a moment.</summary>
    public const string Note = "note";

    /// <summary>Started by an event, and done.</summary>
    public const string Notice = "notice";

    /// <summary>What is written to the client when a case is opened: one that goes out at night, too.</summary>
    public const string MailOccasion = "M40";

    public const string PaperEvent = "paper";
    public const string NoticeEvent = "notice";
    public const int Papers = 3;

    /// <summary>The activity that completes once for each paper.</summary>
    public const string CountActivity = "count";

    /// <summary>The output that says how many papers came.</summary>
    public const string TotalOutput = "total";

    /// <summary>With waits so short that nobody waits for them.</summary>
    public static IReadOnlyList<string> All { get; } = Of(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));

    /// <summary>The procedure that begins with each case, instead of the one that is shipped: it writes to the client, and is done.</summary>
    public static string Procedure { get; } = new BenchDrawing("anerkennungsberatung").Mail("tell", MailOccasion).ToJson();

    /// <param name="childWaits">How long a note waits.</param>
    /// <param name="errandWaits">How long an errand waits after that.</param>
    public static IReadOnlyList<string> Of(TimeSpan childWaits, TimeSpan errandWaits) =>
    [
        new BenchDrawing(Note).Line("begin").Delay("moment", childWaits).Line("end").Connect("begin", "moment").Connect("moment", "end").ToJson(),
        new BenchDrawing(Notice).Event("arrived", NoticeEvent, starts: true).Line("seen").Connect("arrived", "seen").ToJson(),
        new BenchDrawing(Errand)
            .Variable("received", "Int32", "0")
            .Line("begin").Task("check", "Check the papers").Event("paper", PaperEvent).Set(CountActivity, "received", "Int32", "variables.received + 1")
            .Decision("more", $"variables.received < {Papers}").Dispatch("note", Note).Delay("moment", errandWaits).Output("total", TotalOutput, "variables.received")
            .Connect("begin", "check").Connect("check", "paper").Connect("paper", CountActivity).Connect(CountActivity, "more")
            .Connect("more", "paper", "True").Connect("more", "note", "False").Connect("note", "moment").Connect("moment", "total")
            .ToJson(),
    ];
}
