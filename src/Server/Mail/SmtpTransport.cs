using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Server.Mail;

/// <summary>
/// Hands mails to a mail server (RFC 5321). .NET's own client cannot tell whether a connection ended before or after the whole message was handed over, and that
/// difference decides whether a mail may be sent again.
/// </summary>
internal sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    private static readonly byte[] s_end = "\r\n.\r\n"u8.ToArray();

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var isHandedOver = false;
        using var connection = new SmtpConnection();
        try
        {
            await connection.OpenAsync(options, cancellationToken);
            if (await ReadyAsync(connection, mail, cancellationToken) is { } no)
                return no;
            await connection.WriteAsync(Stuffed(MimeText.Of(mail)), options.AnswerPatience * 5, cancellationToken);
            // From here on the server may have taken it, whatever we hear. A stop of ours must not make a riddle of it.
            isHandedOver = true;
            await connection.WriteAsync(s_end, options.AnswerPatience, CancellationToken.None);
            var last = await connection.HearAsync(options.AnswerPatience * 5, CancellationToken.None);
            if (!last.IsGood)
                return Refusal(last);
            await GoodbyeAsync(connection);
            return new Delivery.Accepted(last.ToString());
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            // What is wrong with a certificate stands inside.
            var what = $"{options.Host}:{options.Port}: {exception.Message}{(exception is AuthenticationException { InnerException: { } inner } ? $" {inner.Message}" : "")}";
            return isHandedOver ? new Delivery.Unsure(what) : new Delivery.Deferred(what);
        }
        catch (OperationCanceledException)
        {
            return new Delivery.Deferred("Stopped before the message was handed over.");
        }
    }

    /// <summary>Everything up to the server's word that it will take the message now.</summary>
    /// <returns>Null when it will.</returns>
    private async Task<Delivery?> ReadyAsync(SmtpConnection connection, OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (await connection.HearAsync(options.AnswerPatience, cancellationToken) is { IsGood: false } unwelcome)
            return Refusal(unwelcome);
        var (hello, able) = await HelloAsync(connection, cancellationToken);
        if (!hello.IsGood)
            return Refusal(hello);
        if (options.Security == SmtpSecurity.StartTls)
        {
            if (!able.Contains("STARTTLS"))
                return new Delivery.Deferred($"{options.Host} offers no STARTTLS; nothing was said to it in the open.");
            if (await AskAsync(connection, "STARTTLS", cancellationToken) is { IsGood: false } unprotected)
                return Refusal(unprotected);
            await connection.ProtectAsync(options, cancellationToken);
            (hello, able) = await HelloAsync(connection, cancellationToken);
            if (!hello.IsGood)
                return Refusal(hello);
        }
        if (options.User is not null && await SignInAsync(connection, able, cancellationToken) is { IsGood: false } stranger)
            // Wrong credentials are the operator's to mend; the mails wait for it.
            return new Delivery.Deferred($"Signing in as {options.User}: {stranger}");

        if (SmtpAddress.Of(mail.From.Address, able.Contains("SMTPUTF8")) is not { } from)
            return new Delivery.Refused($"{options.Host} takes no sender of this kind (SMTPUTF8).");
        if (SmtpAddress.Of(mail.To.Address, able.Contains("SMTPUTF8")) is not { } to)
            return new Delivery.Refused($"The address is malformed, or {options.Host} takes none of its kind (SMTPUTF8).");
        var needs = from.NeedsUtf8 || to.NeedsUtf8 ? " SMTPUTF8" : "";
        foreach (var command in new[] { $"MAIL FROM:<{from.Text}>{needs}", $"RCPT TO:<{to.Text}>", "DATA" })
        {
            if (await AskAsync(connection, command, cancellationToken) is { IsGood: false } no)
                return Refusal(no);
        }
        return null;
    }

    private async Task<(SmtpReply Reply, HashSet<string> Able)> HelloAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(connection, "EHLO [127.0.0.1]", cancellationToken);
        if (reply.IsPermanent)
            reply = await AskAsync(connection, "HELO [127.0.0.1]", cancellationToken);
        var able = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in reply.Lines.Skip(1))
        {
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            able.UnionWith(words.Take(1));
            if (words is ["AUTH", ..])
                able.UnionWith(words.Skip(1).Select(word => "AUTH " + word));
        }
        return (reply, able);
    }

    private async Task<SmtpReply> SignInAsync(SmtpConnection connection, HashSet<string> able, CancellationToken cancellationToken)
    {
        var (user, password) = (options.User ?? "", options.Password ?? "");
        if (able.Contains("AUTH PLAIN"))
            return await AskAsync(connection, "AUTH PLAIN " + Base64($"\0{user}\0{password}"), cancellationToken);
        if (!able.Contains("AUTH LOGIN"))
            return new SmtpReply(504, ["the mail server offers neither PLAIN nor LOGIN"]);
        var reply = await AskAsync(connection, "AUTH LOGIN", cancellationToken);
        foreach (var answer in new[] { user, password })
        {
            if (reply.Code == 334)
                reply = await AskAsync(connection, Base64(answer), cancellationToken);
        }
        return reply;
    }

    private async Task<SmtpReply> AskAsync(SmtpConnection connection, string command, CancellationToken cancellationToken)
    {
        await connection.SayAsync(command, options.AnswerPatience, cancellationToken);
        return await connection.HearAsync(options.AnswerPatience, cancellationToken);
    }

    /// <summary>The mail is taken; how the farewell goes changes nothing.</summary>
    private async Task GoodbyeAsync(SmtpConnection connection)
    {
        try
        {
            await connection.SayAsync("QUIT", options.AnswerPatience, CancellationToken.None);
        }
        catch (IOException)
        {
            // It has closed the line already.
        }
    }

    private static Delivery Refusal(SmtpReply reply) => reply.IsPermanent ? new Delivery.Refused(reply.ToString()) : new Delivery.Deferred(reply.ToString());

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>A line that begins with a dot gets another, so that none ends the message (RFC 5321, 4.5.2). The last line break belongs to the end.</summary>
    private static byte[] Stuffed(ReadOnlySpan<byte> message)
    {
        if (message.EndsWith("\r\n"u8))
            message = message[..^2];
        var stuffed = new List<byte>(message.Length + 64);
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n'))
                stuffed.Add((byte)'.');
            stuffed.Add(message[i]);
        }
        return [.. stuffed];
    }

    /// <summary>An address as it may be said to the server.</summary>
    private sealed record SmtpAddress(string Text, bool NeedsUtf8)
    {
        /// <returns>Null when it is no address, or one that the server cannot take.</returns>
        public static SmtpAddress? Of(string address, bool takesUtf8)
        {
            var at = address.LastIndexOf('@');
            if (at <= 0 || at == address.Length - 1 || address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>'))
                return null;
            var local = address[..at];
            if (!local.All(char.IsAscii))
                return takesUtf8 ? new SmtpAddress(address, true) : null;
            try
            {
                return new SmtpAddress($"{local}@{new IdnMapping().GetAscii(address[(at + 1)..])}", false);
            }
            catch (ArgumentException)
            {
                return null; // no name of a host
            }
        }
    }
}
