using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Mail;

/// <summary>Puts together what mail needs.</summary>
internal static class MailHosting
{
    public static IServiceCollection AddMail(this IServiceCollection services, ServerOptions options, IqRuntime runtime) => services
        .AddSingleton<IMailTransport>(all => new ChosenTransport(options, all.GetRequiredService<SettingBook>(), all.GetRequiredService<SecretSeal>()))
        .AddSingleton(all => new DeliverOutbox(runtime, runtime.Rules, all.GetRequiredService<IMailTransport>()))
        .AddSingleton(new MessageCare(runtime, runtime.Rules))
        .AddSingleton(new PrintLetter(runtime, runtime.Rules));
}
