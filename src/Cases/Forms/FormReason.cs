namespace IqWorkflows.Cases.Forms;

/// <summary>Codes for why a form is refused. The first argument is the name of the fact unless said otherwise; nothing that was typed is among the arguments.</summary>
public static class FormReason
{
    public const string Required = "PFLICHTFELD_LEER";
    public const string UnknownFact = "FELD_UNBEKANNT";
    public const string NotAsked = "FELD_NICHT_GEFRAGT";

    /// <summary>Argument: the kind that the case does not have.</summary>
    public const string NoObject = "OBJEKT_FEHLT";

    /// <summary>Argument: the reference to an object that the case does not have.</summary>
    public const string UnknownObject = "OBJEKT_UNBEKANNT";

    /// <summary>Arguments: the fact, the most characters, the characters found.</summary>
    public const string TooLong = "TEXT_ZU_LANG";
    public const string BadCharacters = "ZEICHEN_UNZULAESSIG";
    public const string OneLine = "NUR_EINE_ZEILE";
    public const string NoDay = "KEIN_DATUM";
    public const string NoInstant = "KEIN_ZEITPUNKT";
    public const string NoNumber = "KEINE_ZAHL";
    public const string NoAmount = "KEIN_BETRAG";
    public const string NoYear = "KEIN_JAHR";
    public const string NoLength = "KEINE_DAUER";
    public const string NotYesOrNo = "KEIN_JA_NEIN";

    /// <summary>Arguments: the fact, the least, the most.</summary>
    public const string OutOfBounds = "ZAHL_AUSSERHALB";
    public const string UnknownCode = "CODE_UNBEKANNT";
    public const string CodeTwice = "CODE_DOPPELT";

    /// <summary>Arguments: the fact, the code.</summary>
    public const string CodeNotValid = "CODE_NICHT_GUELTIG";

    /// <summary>Arguments: the fact, the day.</summary>
    public const string InFuture = "DATUM_IN_ZUKUNFT";

    /// <summary>Arguments: the fact, its day, the earlier fact, that one's day.</summary>
    public const string TooEarly = "DATUM_ZU_FRUEH";

    /// <summary>Arguments: the fact, its day.</summary>
    public const string OutsideCalendar = "DATUM_UNWAHRSCHEINLICH";

    /// <summary>Arguments: the fact, the purpose.</summary>
    public const string ConsentMissing = "EINWILLIGUNG_FEHLT";

    /// <summary>No argument.</summary>
    public const string HappenedNoDay = "EREIGNISTAG_KEIN_DATUM";

    /// <summary>Argument: the day.</summary>
    public const string HappenedInFuture = "EREIGNISTAG_IN_ZUKUNFT";

    /// <summary>No argument.</summary>
    public const string LearnedNoDay = "KENNTNISTAG_KEIN_DATUM";

    /// <summary>Argument: the day.</summary>
    public const string LearnedInFuture = "KENNTNISTAG_IN_ZUKUNFT";

    /// <summary>Arguments: the day learned, the day it happened.</summary>
    public const string LearnedBeforeHappened = "KENNTNISTAG_VOR_EREIGNISTAG";

    /// <summary>No argument.</summary>
    public const string UnknownSource = "QUELLE_UNBEKANNT";
}
