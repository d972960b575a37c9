namespace IqWorkflows.Desk.Hosting;

/// <summary>Marks an address as one of the desk.</summary>
internal sealed record OfDesk;
