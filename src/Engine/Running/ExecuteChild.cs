using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Runs a child within its parent's step, or takes its answer from the log. A child without an id is only asked for: null means that it is not published.</summary>
internal delegate ObjectValue? ExecuteChild(Burst parent, ChildStart child);
