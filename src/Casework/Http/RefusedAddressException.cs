namespace IqWorkflows.Casework.Http;

/// <summary>A workflow's request would go where the operator does not allow it.</summary>
internal sealed class RefusedAddressException(string message) : Exception(message);
