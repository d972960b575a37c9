namespace IqWorkflows.Casework.Tests.CaseLife;

/// <summary>Small procedures with which a case begins.</summary>
internal static class Procedures
{
    public const string Application = "new:application application.kind* application.profession* application.authority*";

    /// <summary>What fills the form of <see cref="Application"/>: an electronics technician, whose deadline is that of the BQFG.</summary>
    public static readonly (string, string)[] Electrician =
        [("application.kind", "ERST"), ("application.profession", "ELEKTRONIKER_ENERGIE"), ("application.authority", "IHK_FOSA")];

    /// <summary>An enquiry is answered, then a talk is awaited.</summary>
    public static string Counselling => new Drawing("anerkennungsberatung")
        .CaseTask("antworten", "case.goal*", ["Beraten", "Verweisen"])
        .AwaitEvent("gehalten", "ErstberatungGehalten", "case.counselled_on*")
        .Milestone("erst", "ERSTBERATUNG")
        .CaseTask("protokoll", "case.protocol_on")
        .CloseCase("verweis", "VERWEIS_ZSBA")
        .Connect("antworten", "gehalten", "Beraten").Connect("antworten", "verweis", "Verweisen").Connect("gehalten", "erst").Connect("erst", "protokoll")
        .ToString();

    /// <summary>An application is filed; the deadline of the decision is watched from the day it is complete.</summary>
    public static string Deciding => new Drawing("anerkennungsberatung")
        .CaseTask("beruf", Application)
        .AwaitEvent("eingang", "AntragEingegangen", "application.received_on*")
        .StartDeadline("frist", "D03")
        .AwaitDeadline("warten", "D03", "+1 d")
        .Line("faellig", "due").Line("gestoppt", "stopped")
        .AwaitEvent("bescheid", "BescheidEingegangen", "new:decision decision.kind* decision.dated_on")
        .StopDeadline("ende", "D03")
        .Connect("beruf", "eingang").Connect("eingang", "frist").Connect("frist", "warten").Connect("frist", "bescheid").Connect("warten", "faellig", "Due").Connect("warten", "gestoppt", "Stopped")
        .Connect("bescheid", "ende")
        .ToString();

    /// <summary>A case of <see cref="Deciding"/> whose application has arrived.</summary>
    public static async Task<string> FiledAsync(CaseScenario scenario, string receivedOn = "2026-02-20")
    {
        var caseId = await scenario.OpenAsync();
        Done(await scenario.CompleteAsync(caseId, "beruf", null, Electrician));
        Done(await scenario.EventAsync(caseId, "AntragEingegangen", ("application.received_on", receivedOn)));
        return caseId;
    }

    public static Casework.CaseLife.CaseAnswer.Done Done(Casework.CaseLife.CaseAnswer answer) =>
        answer is Casework.CaseLife.CaseAnswer.Done done ? done : throw new InvalidOperationException(string.Join('\n', ((Casework.CaseLife.CaseAnswer.Refused)answer).Reasons));

    public static IReadOnlyList<string> Codes(Casework.CaseLife.CaseAnswer answer) =>
        [.. (answer as Casework.CaseLife.CaseAnswer.Refused ?? throw new InvalidOperationException("It was not refused.")).Reasons.Select(reason => reason.Code)];
}
