namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <summary>What the language here leaves out, with what to write instead.</summary>
internal static class Refusals
{
    public const string Classes = "Classes do not exist here; write a function that returns an object";
    public const string Generators = "Generators do not exist here; build an array and return it";
    public const string Async = "async and await do not exist here; every function answers at once, so leave them out";
    public const string Modules = "import and export do not exist here; a script has all it may use already";
    public const string With = "'with' does not exist here; name the object at each member";
    public const string Super = "'super' does not exist here; call the other function by its name";
    public const string NewTarget = "'new.target' does not exist here; write one function for each use";

    /// <summary>By the name of the global that is missing.</summary>
    public static IReadOnlyDictionary<string, string> Globals { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["await"] = Async,
        ["eval"] = "eval does not exist here; write the code itself",
        ["Function"] = "The Function constructor does not exist here; write the function itself",
        ["Proxy"] = "Proxy does not exist here; use getters and setters",
        ["Reflect"] = "Reflect does not exist here; use the functions of Object",
        ["Promise"] = "Promise does not exist here; every function answers at once",
        ["WeakMap"] = "WeakMap does not exist here; use Map",
        ["WeakSet"] = "WeakSet does not exist here; use Set",
        ["WeakRef"] = "WeakRef does not exist here; keep the object itself",
        ["BigInt"] = "BigInt does not exist here; use ordinary numbers",
    };
}
