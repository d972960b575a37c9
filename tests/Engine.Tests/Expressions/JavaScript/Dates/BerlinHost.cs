using System.Globalization;
using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

/// <summary>A run in Berlin on Monday 6 May 2024, 09:08:09 local time, with nothing else in it.</summary>
internal sealed class BerlinHost : ScriptHost
{
    public override DateTimeOffset Now => new(2024, 5, 6, 7, 8, 9, 10, TimeSpan.Zero);

    public override TimeZoneInfo Zone => BerlinTime.Clock.Zone;

    public override ulong Seed => 1;

    /// <summary>Runs a script and gives its result as text.</summary>
    public static string Text(string source) =>
        Convert.ToString(Script.Compile(source).Run(new BerlinHost(), ScriptLimits.Default), CultureInfo.InvariantCulture) ?? "";

    public override HostFunction? Function(string name) => null;

    public override bool TryGetVariable(string name, out object? value)
    {
        value = null;
        return false;
    }

    public override void SetVariable(string name, object? value) => throw new ScriptException("There are no variables here.");
}
