using IqWorkflows.Casework;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Mail;

/// <summary>Puts together what mail needs.</summary>
internal static class MailHosting
{
    public static IServiceCollection AddMail(this IServiceCollection services, ServerOptions options, IqRuntime runtime) => services
        .AddSingleton<IMailTransport>(options.Smtp is { } smtp ? new SmtpTransport(smtp) : new FolderTransport(options.MailFolder ?? Path.Combine(options.DataFolder, "mail")))
        .AddSingleton(all => new DeliverOutbox(runtime, runtime.Rules, all.GetRequiredService<IMailTransport>()))
        .AddSingleton(new MessageCare(runtime, runtime.Rules))
        .AddSingleton(new PrintLetter(runtime, runtime.Rules));
}
