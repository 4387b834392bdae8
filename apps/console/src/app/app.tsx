import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, Grid } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from './query-client.ts';
import { router } from './routes.tsx';
import { PHONE_THEME, THEME } from './theme.ts';

dayjs.locale('zh-cn');

export function App() {
  const [client] = useState(createQueryClient);
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <ConfigProvider locale={zhCN} theme={wide ? THEME : PHONE_THEME} button={{ autoInsertSpace: false }}>
      <AntApp message={{ maxCount: 3, duration: 4 }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
