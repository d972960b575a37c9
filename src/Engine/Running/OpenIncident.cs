namespace IqWorkflows.Engine.Running;

/// <summary>An incident as the state keeps it.</summary>
internal readonly record struct OpenIncident(int Number, int Execution, int Box, string Message, DateTimeOffset At, bool IsResolved = false);
