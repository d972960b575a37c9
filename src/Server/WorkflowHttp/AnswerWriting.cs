using System.Text;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Server.WorkflowHttp;

/// <summary>Sends what a workflow answered.</summary>
internal static class AnswerWriting
{
    // The server decides how the answer travels; a workflow that sets these would break the connection.
    private static readonly string[] s_reserved = ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Trailer", "Date", "Server"];

    public static async Task WriteAsync(HttpResponse response, Effect.AnswerHttp answer, ILogger logger, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.StatusCode;
        foreach (var header in answer.Headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (s_reserved.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                continue;
            if (IsToken(header.Key) && header.All(one => IsSafe(one.Value)))
                response.Headers[header.Key] = header.Select(one => one.Value).ToArray();
            else
                logger.AnswerUnsendable(answer.Handle, "a header is not allowed in HTTP and was left out");
        }
        if (answer.ContentType is { } type && IsSafe(type))
            response.ContentType = answer.Content is string && type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase) ? type + "; charset=utf-8" : type;
        var content = answer.Content switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => [],
        };
        // These never have a body, whatever the workflow wants.
        if (content.Length == 0 || response.StatusCode is 204 or 304 or (>= 100 and < 200) || HttpMethods.IsHead(response.HttpContext.Request.Method))
            return;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, cancellationToken);
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal));

    private static bool IsSafe(string value) => value.All(letter => letter is >= ' ' and < (char)127 or '\t');
}
