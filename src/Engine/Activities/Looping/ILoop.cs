namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Marks what a Break ends: the nearest of these around it.</summary>
internal interface ILoop;
