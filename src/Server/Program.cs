using IqWorkflows.Server.Commands;

return await IqwCommand.RunAsync(args, Console.Out, Console.Error);
